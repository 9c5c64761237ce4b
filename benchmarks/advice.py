"""Small companies in which nothing happens: how many get a recommendation all the same.

python benchmarks/advice.py [N] [--first SEED] [--customers 300] [--months 24] [--jobs 2] [--keep FOLDER]

Companies as in false_alarms.py; homes kept by it are used again. At most 10 of 50 may give any advice. Ends with one
line of JSON.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any


def one(seed: int, customers: int, months: int, folder: Path) -> dict[str, Any]:
    """The recommendations of one company."""
    from leitstand.demo.loading import load
    from leitstand.demo.world import Plan
    from leitstand.foundation.home import Home
    from leitstand.workspace import Workspace

    home = Home(folder / str(seed))
    load(home, Plan(seed, customers, story=False, months=months))
    workspace = Workspace(home.path)
    workspace.analysis.run()
    began = time.perf_counter()
    told, failed = workspace.advice.told()
    return {
        "seed": seed,
        "seconds": round(time.perf_counter() - began, 1),
        "failed": failed,
        "advice": [{"rule": each["rule"], "dims": each["dims"], "problem": each["problem"]["en"]} for each in told],
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("n", type=int, nargs="?", default=50)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    seeds = range(args.first, args.first + args.n)
    done: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor(args.jobs) as pool:
        folder = args.keep or Path(scratch)
        for task in [pool.submit(one, seed, args.customers, args.months, folder) for seed in seeds]:
            found = task.result()
            done.append(found)
            print(
                f"seed {found['seed']:4}  {found['seconds']:5.1f} s  {len(found['advice'])} pieces of advice",
                flush=True,
            )
            for each in found["advice"]:
                print(f"      {each['rule']} {each['dims']}: {each['problem']}", flush=True)
            for name, reason in found["failed"].items():
                print(f"      failed: {name} {reason}", flush=True)
    advised = [each for each in done if each["advice"]]
    print(json.dumps({
        "companies": len(done),
        "with_any_advice": len(advised),
        "seeds": [each["seed"] for each in advised],
        "rules": Counter(rule for each in advised for rule in {given["rule"] for given in each["advice"]}),
    }))  # fmt: skip


if __name__ == "__main__":
    main()

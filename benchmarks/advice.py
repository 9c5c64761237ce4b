"""Small companies in which nothing happens: how many get a recommendation all the same.

python benchmarks/advice.py [N] [--first SEED] [--customers 300] [--months 24] [--jobs 2] [--keep FOLDER]

Companies as in false_alarms.py; homes kept by it are used again. At most 10 of 50 may give any advice. Ends with one
line of JSON.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from quiet import companies


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
    done: list[dict[str, Any]] = []
    for found in companies(one, 50):
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

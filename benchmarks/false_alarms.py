"""Small companies in which nothing happens: how many analyses report something all the same.

python benchmarks/false_alarms.py [N] [--first SEED] [--customers 300] [--months 24] [--jobs 2] [--keep FOLDER]

Companies of seeds FIRST … FIRST + N − 1. --keep: homes are built there once and used again. Counts the runs that report
any tested finding (descriptions do not count); at a true rate of 10 % at most 27 of 200 do, with 95 % certainty. Ends
with one line of JSON.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from quiet import companies


def one(seed: int, customers: int, months: int, folder: Path) -> dict[str, Any]:
    """Seconds to build and to analyse, and the tested findings of one company."""
    from leitstand.demo.loading import load
    from leitstand.demo.world import Plan
    from leitstand.foundation.home import Home
    from leitstand.workspace import Workspace

    home = Home(folder / str(seed))
    began = time.perf_counter()
    load(home, Plan(seed, customers, story=False, months=months))
    built = time.perf_counter()
    found = Workspace(home.path).analysis.run()
    tested = [each for each in found["findings"] if each["p_adjusted"] is not None and each["status"] != "gone"]
    return {
        "seed": seed,
        "build": round(built - began, 1),
        "run": round(time.perf_counter() - built, 1),
        "tests": found["tests_made"],
        "failed": found["failed"],
        "findings": [
            {name: each[name] for name in ("type", "metric", "dims", "p", "p_adjusted")}
            | {"sentence": each["sentence"]["en"]}
            for each in tested
        ],
    }


def main() -> None:
    done: list[dict[str, Any]] = []
    for found in companies(one, 200):
        done.append(found)
        print(f"seed {found['seed']:4}  build {found['build']:5.1f} s  run {found['run']:5.1f} s  "
              f"tests {found['tests']:6}  findings {len(found['findings'])}", flush=True)  # fmt: skip
        for each in found["findings"]:
            print(f"      {each['type']}: {each['sentence']}", flush=True)
        for name, reason in found["failed"].items():
            print(f"      failed: {name} {reason}", flush=True)
    alarms = [each for each in done if each["findings"]]
    print(json.dumps({
        "runs": len(done),
        "with_any_finding": len(alarms),
        "seeds": [each["seed"] for each in alarms],
        "types": Counter(kind for each in alarms for kind in {found["type"] for found in each["findings"]}),
        "tests_mean": sum(each["tests"] for each in done) / len(done),
        "run_seconds_max": max(each["run"] for each in done),
        "run_seconds_mean": round(sum(each["run"] for each in done) / len(done), 2),
        "build_seconds_mean": round(sum(each["build"] for each in done) / len(done), 2),
    }))  # fmt: skip


if __name__ == "__main__":
    main()

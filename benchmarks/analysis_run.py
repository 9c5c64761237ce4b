"""The whole analysis of one home: seconds, memory, tests, findings.

python benchmarks/analysis_run.py HOME

Analyses it twice in one process: the second run shows a warm process. Prints what each method took in both, and ends
with one line of JSON. `cpu` are seconds of all threads together: what a run costs where others use the machine too.
The runs are kept in the home's control database, as those of `leitstand analyse`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from typing import Any

from leitstand.analysis import registry
from leitstand.analysis.contract import Method
from leitstand.workspace import Workspace

Spent = dict[str, tuple[float, float]]
"""What was done → seconds by the clock, seconds of all threads."""

CATALOGUE, WHOLE = "(numbers of the catalogue)", "(whole run)"


def now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def since(began: tuple[float, float]) -> tuple[float, float]:
    clock, threads = now()
    return clock - began[0], threads - began[1]


def timed(name: str, method: Method, spent: Spent) -> Method:
    """The method, which notes how long it looked. The numbers that all share are read before the first one looks."""

    def look(sight: Any) -> list[Any]:
        if CATALOGUE not in spent:
            began = now()
            sight.metrics()
            spent[CATALOGUE] = since(began)
        began = now()
        found = list(method.look(sight))
        spent[name] = since(began)
        return found

    return replace(method, look=look)


def analysed(home: str) -> tuple[Spent, dict[str, Any]]:
    spent: Spent = {}
    plain = registry.methods
    watched = {name: timed(name, method, spent) for name, method in plain().items()}
    registry.methods = lambda: watched  # type: ignore[assignment]
    workspace, began = Workspace(home), now()
    found = workspace.analysis.run()
    spent[WHOLE] = since(began)
    registry.methods = plain
    return spent, found


def main(home: str) -> None:
    (cold, _), (warm, found) = analysed(home), analysed(home)
    print(f"{'seconds':32} {'cold':>8} {'cpu':>8} {'warm':>8} {'cpu':>8}")
    for name in sorted(cold, key=lambda name: -cold[name][0]):
        print(f"{name:32}", *(f"{seconds:8.2f}" for seconds in (*cold[name], *warm.get(name, (0.0, 0.0)))))
    for failed in found["failed"].items():
        print("failed:", *failed)
    print(json.dumps({
        "cold_seconds": round(cold[WHOLE][0], 2),
        "cold_cpu": round(cold[WHOLE][1], 2),
        "warm_seconds": round(warm[WHOLE][0], 2),
        "warm_cpu": round(warm[WHOLE][1], 2),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "tests": found["tests_made"],
        "findings": sum(one["status"] != "gone" for one in found["findings"]),
        "methods": len(registry.methods()),
        "failed": len(found["failed"]),
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])

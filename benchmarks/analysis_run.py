"""The whole analysis of one home: seconds, memory, tests, findings.

python benchmarks/analysis_run.py HOME

Analyses it twice in one process: the second run shows a warm process. Ends with one line of JSON. The runs are kept in
the home's control database, as those of `leitstand analyse`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

from leitstand.analysis import registry
from leitstand.analysis.contract import Method
from leitstand.workspace import Workspace


def timed(name: str, method: Method, spent: dict[str, float]) -> Method:
    """The method, which notes how long it looked."""
    import dataclasses

    def look(sight: Any) -> list[Any]:
        began = time.perf_counter()
        found = list(method.look(sight))
        spent[name] = time.perf_counter() - began
        return found

    return dataclasses.replace(method, look=look)


def main(home: str) -> None:
    spent: dict[str, float] = {}
    watched = {name: timed(name, method, spent) for name, method in registry.methods().items()}
    registry.methods = lambda: watched  # type: ignore[assignment]
    seconds = []
    for _ in range(2):
        workspace = Workspace(home)
        began = time.perf_counter()
        found = workspace.analysis.run()
        seconds.append(round(time.perf_counter() - began, 2))
    for name, each in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{name:32} {each:7.2f} s")
    for each in found["failed"].items():
        print("failed:", *each)
    print(json.dumps({
        "cold_seconds": seconds[0],
        "warm_seconds": seconds[1],
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "tests": found["tests_made"],
        "findings": sum(one["status"] != "gone" for one in found["findings"]),
        "methods": len(watched),
        "failed": len(found["failed"]),
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])

"""Two public event logs, from file to answer: python benchmarks/processes.py; the data lie in ../shared/data.

exact: events and cases as counted in the file itself. adds up: of every step, those that came are those that went on,
went back, did it again or ended there. bottleneck: the step before which most of the time is spent waiting.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from leitstand.workspace import Workspace

DATA = Path(__file__).resolve().parents[1] / "../shared/data/process_logs"
LOGS = ("helpdesk", "bpic2012")


def table() -> list[dict[str, Any]]:
    """One row per log; empty where the data are absent."""
    return [row(name) for name in LOGS] if DATA.exists() else []


def row(name: str) -> dict[str, Any]:
    """Imports the log into a temporary home and looks at its process."""
    import pandas as pd

    log = pd.read_parquet(DATA / f"{name}.parquet")
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        workspace = Workspace(folder)
        workspace.import_files(DATA / f"{name}.parquet", check=False)
        loaded = time.perf_counter()
        (found,) = workspace.analysis.processes()
        seconds = time.perf_counter() - loaded
    ways = ("went_on", "went_back", "repeated", "ended")
    return {
        "data": name,
        "events": found["events"],
        "cases": found["cases"],
        "exact": counts(log) == (found["events"], found["cases"]),
        "adds_up": all(one["entered"] == sum(one[way] for way in ways) for one in found["outcomes"]),
        "bottleneck": found["bottleneck"]["activity"],
        "share": round(found["bottleneck"]["share"], 3),
        "import_seconds": round(loaded - began, 1),
        "seconds": round(seconds, 2),
    }


def counts(log: Any) -> tuple[int, int]:
    """Events and cases of the file."""
    case = next(column for column in log.columns if column.lower() in ("case:concept:name", "case_id", "caseid"))
    return len(log), int(log[case].nunique())


def main() -> int:
    lines = table()
    if not lines:
        print("The public data beside the project (../shared/data/process_logs) are not here.")
        return 1
    for line in lines:
        print("  ".join(f"{name} {value}" for name, value in line.items()))
    print(json.dumps({"benchmark": "processes", "table": lines}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""All benchmarks of the analysis in one table, beside their peers.

python benchmarks/analysis.py [NAME …] [--sample 100]

The data lie in ../shared/data; what is not there is left out and said. --sample: M3 series on which the slow peers
forecast (0: all 1,428). Each benchmark's own file says how it scores. The last line is the table as JSON.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

Rows = list[dict[str, Any]]
WORDS = ("data", "method", "split", "step")
"""Columns that say what a row is about; the others are figures."""


def of_online_retail() -> Rows:
    """Online Retail, imported into a temporary home."""
    from attribution import FILE, table

    from leitstand.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.import_files(FILE, check=False)
        return table(workspace.facts)


def joined(names: list[str], sample: int) -> Rows:
    """The rows of each benchmark, each with its name."""
    special: dict[str, Callable[[], Rows]] = {
        "forecasts": lambda: importlib.import_module("forecasts").table(sample),
        "attribution": of_online_retail,
    }
    rows: Rows = []
    for name in names:
        start = time.perf_counter()
        try:
            found = special[name]() if name in special else importlib.import_module(name).table()
        except FileNotFoundError as error:
            found = []
            print(f"{name}: {error}", file=sys.stderr)
        print(f"{name}: {len(found)} rows in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        rows += [{"benchmark": name, **row} for row in found]
    return rows


def written(row: dict[str, Any]) -> tuple[str, str, str]:
    """Benchmark, what it is about, figures."""
    about = " · ".join(str(row[name]) for name in WORDS if row.get(name))
    figures = [
        f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in row.items()
        if name not in ("benchmark", *WORDS) and value is not None
    ]
    return row["benchmark"], about, "  ".join(figures)


NAMES = ["forecasts", "changes", "outliers", "localising", "customers", "attribution", "processes"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", default=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--sample", type=int, default=100, help="series of M3 monthly for the slow peers, 0 for all")
    given = parser.parse_args()
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    rows = joined(given.names, given.sample)
    lines = [written(row) for row in rows]
    wide = [max(len(line[place]) for line in lines) for place in range(2)] if lines else []
    for line in lines:
        print(f"{line[0]:<{wide[0]}}  {line[1]:<{wide[1]}}  {line[2]}")
    print(json.dumps({"benchmark": "analysis", "table": rows}, default=float))


if __name__ == "__main__":
    main()

"""Import and first numbers of half a million order lines, beside pandas reading and grouping the same file:
python benchmarks/load.py [FILE.parquet]; without a file it makes one."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from leitstand.workspace import Workspace

ROWS = 500_000


def made(folder: Path) -> Path:
    """Order lines in the shape of Online Retail."""
    dice = np.random.default_rng(7)
    order = np.sort(dice.integers(0, ROWS // 20, ROWS))
    frame = pd.DataFrame({
        "InvoiceNo": (536365 + order).astype(str), "StockCode": dice.integers(10000, 14000, ROWS).astype(str),
        "Description": "THING", "Quantity": dice.integers(1, 12, ROWS),
        "InvoiceDate": pd.Timestamp("2023-01-01") + pd.to_timedelta(order * 30, unit="min"),
        "UnitPrice": dice.integers(50, 2000, ROWS) / 100, "CustomerID": 10000 + order % 4000, "Country": "Germany",
    })  # fmt: skip
    frame["Description"] = "THING " + frame.StockCode
    path = folder / "lines.parquet"
    frame.to_parquet(path)
    return path


def timed(label: str, work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    spent = time.perf_counter() - start
    print(f"{label:42} {spent:6.2f} s")
    return spent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[1]) if len(sys.argv) > 1 else made(Path(folder))
        workspace = Workspace(Path(folder) / "home")
        own = timed("import (parse, check, keys, load, publish)", lambda: workspace.import_files(file))
        timed("revenue per month", lambda: workspace.values("revenue_net", "month"))
        timed("revenue per month and country", lambda: workspace.values("revenue_net", "month", by=["country"]))
        timed("average order value with interval", lambda: workspace.values("aov", "month"))
        timed("active customers per week", lambda: workspace.values("active_customers", "week"))
        timed("rebuild from the raw store", lambda: workspace.rebuild())

        def peer() -> None:
            frame = pd.read_parquet(file)
            (frame.Quantity * frame.UnitPrice).groupby(frame.InvoiceDate.dt.to_period("M")).sum()

        other = timed("pandas: read and group only", peer)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"import / pandas read: {own / other:.1f}x   peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()

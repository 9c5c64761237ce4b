"""The models of buying on CDNOW, beside the published figures: python benchmarks/customers.py"""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from leitstand.analysis.customers import buying, spending
from leitstand.analysis.customers.histories import histories, order_days
from leitstand.analysis.customers.modelling import model
from leitstand.analysis.customers.predicting import predict

DATA = Path(__file__).resolve().parents[1] / "../shared/data/cdnow"
CALIBRATED, LAST = date(1997, 9, 30), date(1998, 6, 30)
PUBLISHED = {
    "bg_nbd": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "ll": -9582.4},
    "gamma_gamma": {"p": 6.25, "q": 3.74, "gamma": 15.44},
}


def read(name: str) -> pd.DataFrame:
    """Order days of the sample or the master file."""
    sample = name == "CDNOW_sample.txt"
    names = ["customer", *(["number"] if sample else []), "day", "discs", "amount"]
    rows = pd.read_csv(DATA / name, sep=r"\s+", names=names, skiprows=0 if sample else 1)
    return order_days(rows.assign(day=pd.to_datetime(rows.day.astype(str))))


def table() -> list[dict[str, Any]]:
    """Parameters beside the published ones, both data sets, the last third of the sample; empty without data."""
    if not DATA.exists():
        return []
    sample = read("CDNOW_sample.txt")
    known = histories(sample, CALIBRATED)
    fitted = {"bg_nbd": buying.fit(known), "gamma_gamma": spending.fit(known)}
    rows: list[dict[str, Any]] = []
    for name, figures in PUBLISHED.items():
        for key, published in figures.items():
            own = float(getattr(fitted[name], key))
            rows.append({"data": f"{name}.{key}", "published": published, "own": own, "off": own / published - 1})
    for title, days in (("sample, 39 weeks", sample), ("whole, 39 weeks", read("CDNOW_master.txt"))):
        start = time.perf_counter()
        found = model(days, LAST, CALIBRATED)
        seconds = time.perf_counter() - start
        outlook = predict(found.chosen, found.gamma_gamma, found.known)
        held = found.holdouts["bg_nbd"]
        rows.append({
            "data": title, "customers": len(found.known), "expected": float(held.expected),
            "actual": float(held.actual), "total_error": float(held.total_error),
            "tracking_error": float(held.tracking_error),
            "twelve_months": float(outlook.total), "seconds": round(seconds, 2),
            "seconds_with_outlook": round(time.perf_counter() - start, 2),
        })  # fmt: skip
    latest = model(sample, LAST).holdouts["bg_nbd"]
    rows.append({
        "data": "sample, last third", "total_error": float(latest.total_error),
        "correlation": float(latest.correlation),
    })  # fmt: skip
    return rows


def main() -> None:
    rows = table()
    if not rows:
        raise SystemExit("the public data beside the project (../shared/data/cdnow) are not here")
    for row in rows:
        figures = (f"{name} {value:,.3f}" for name, value in row.items() if isinstance(value, int | float))
        print(f"{row['data']:20}", "  ".join(figures))
    print(json.dumps({"benchmark": "customers", "table": rows}))


if __name__ == "__main__":
    main()

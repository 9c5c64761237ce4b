"""The models of buying on CDNOW, beside the published figures: python benchmarks/customers.py"""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import numpy as np
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


def main() -> None:
    if not DATA.exists():
        raise SystemExit("the public data beside the project (../shared/data/cdnow) are not here")
    sample = read("CDNOW_sample.txt")
    table: dict[str, object] = {}
    known = histories(sample, CALIBRATED)
    fitted = {"bg_nbd": buying.fit(known), "gamma_gamma": spending.fit(known)}
    for name, figures in PUBLISHED.items():
        for key, published in figures.items():
            own = float(getattr(fitted[name], key))
            print(f"{name:12} {key:6} published {published:10.3f}   own {own:10.3f}   {own / published - 1:+.2%}")
            table[f"{name}.{key}"] = own
    for title, days in (("sample, 39 weeks", sample), ("whole, 39 weeks", read("CDNOW_master.txt"))):
        start = time.perf_counter()
        found = model(days, LAST, CALIBRATED)
        fit_s = time.perf_counter() - start
        outlook = predict(found.chosen, found.gamma_gamma, found.known)
        seconds = time.perf_counter() - start
        held = found.holdouts["bg_nbd"]
        print(
            f"{title}: {len(found.known):,} customers, fitted and checked in {fit_s:.1f} s, "
            f"with the outlook {seconds:.1f} s; "
            f"hold-out {held.expected:,.0f} for {held.actual:,.0f} order days ({held.total_error:+.1%}), "
            f"tracked to the end {held.tracking_error:+.1%}; twelve months {outlook.total:,.0f}"
        )
        table[title] = {"seconds": fit_s, "total_error": held.total_error, "tracking_error": held.tracking_error}
    latest = model(sample, LAST).holdouts["bg_nbd"]
    print(f"sample, last third held out: {latest.total_error:+.1%}, correlation {latest.correlation:.2f}")
    table["sample, last third"] = {"total_error": latest.total_error}
    print(json.dumps(table, default=lambda value: float(np.asarray(value))))


if __name__ == "__main__":
    main()

"""Forecasts of M3 and M4 series beside statsforecast's AutoETS, AutoTheta, Theta and the published ones:
python benchmarks/forecasts.py [--sample 100]; the data lie in ../shared/data.

Every series is forecast once from its training part. sMAPE and MASE as the competitions score them; coverage: share of
all actual values inside the 80 and 95 % interval. Seconds are those of the processor for one series with both
intervals. --sample lets the peers run on fewer series, ours beside them on the same ones.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from leitstand.analysis.series.forecasting import forecast

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LEVELS = (80, 95)
KINDS = {"MONTHLY": (18, 12), "QUARTERLY": (8, 4), "YEARLY": (6, 1), "OTHER": (8, 1)}
"""Kind of M3 series → horizon, period."""


@dataclass(frozen=True)
class Case:
    """One series: what is known, what came after."""

    name: str
    known: np.ndarray
    actual: np.ndarray
    period: int


Bands = tuple[np.ndarray, dict[int, tuple[np.ndarray, np.ndarray]]]
"""Values, and per level low and high."""


def m3(kind: str) -> list[Case]:
    """The series of one kind."""
    rows = pd.read_parquet(DATA / "m3" / "M3.parquet").sort_values(["series", "t"])
    about = pd.read_csv(DATA / "m3" / "M3_meta.csv")
    rows = rows[rows.series.isin(about.series[about.period == kind])]
    return [
        Case(str(name), one.value[one.part == "train"].to_numpy(), one.value[one.part != "train"].to_numpy(),
             KINDS[kind][1])
        for name, one in rows.groupby("series")
    ]  # fmt: skip


def m4_weekly() -> list[Case]:
    """The 359 weekly series; horizon 13, scored with period 1 as the competition did."""
    known, actual = (pd.read_csv(DATA / "m4" / f"Weekly-{part}.csv", index_col=0) for part in ("train", "test"))
    return [
        Case(str(name), known.loc[name].dropna().to_numpy(), actual.loc[name].dropna().to_numpy(), 52)
        for name in known.index
    ]


def ours(case: Case) -> Bands:
    found = forecast(case.known, len(case.actual), case.period)
    return found.value, {80: (found.p10, found.p90), 95: (found.low95, found.high95)}


def peer(name: str) -> Callable[[Case], Bands]:
    """A model of statsforecast with its own intervals."""
    from statsforecast import models

    def bands(case: Case) -> Bands:
        model = getattr(models, name)(season_length=case.period)
        found = model.forecast(y=case.known.astype(float), h=len(case.actual), level=list(LEVELS))
        return found["mean"], {level: (found[f"lo-{level}"], found[f"hi-{level}"]) for level in LEVELS}

    return bands


def scored(method: str, cases: list[Case], of: Callable[[Case], Bands]) -> dict[str, Any]:
    """A row of the table."""
    of(cases[0])  # what is compiled or imported at first use does not count
    start = time.process_time()
    found = [of(case) for case in cases]
    seconds = (time.process_time() - start) / len(cases)
    inside = {
        f"coverage{level}": float(np.mean(np.concatenate([
            (bands[level][0] <= case.actual) & (case.actual <= bands[level][1])
            for case, (_, bands) in zip(cases, found, strict=True)
        ])))
        for level in LEVELS
    }  # fmt: skip
    values = [value for value, _ in found]
    return {"method": method, "series": len(cases), **accuracy(cases, values), **inside, "seconds": seconds}


def accuracy(cases: list[Case], values: list[np.ndarray]) -> dict[str, float]:
    """sMAPE (percent) and MASE, means over the series."""
    smape, mase = [], []
    for case, value in zip(cases, values, strict=True):
        off = np.abs(case.actual - value)
        lag = case.period if len(case.known) > case.period else 1
        smape.append(200 * np.mean(off / (np.abs(case.actual) + np.abs(value))))
        mase.append(np.mean(off) / np.mean(np.abs(case.known[lag:] - case.known[:-lag])))
    return {"smape": float(np.mean(smape)), "mase": float(np.mean(mase))}


def published(cases: list[Case], method: str) -> dict[str, Any]:
    """What a participant of the competition had said."""
    said = pd.read_parquet(DATA / "m3" / "M3_published_forecasts.parquet").query("method == @method")
    by_series = {name: one.sort_values("h").forecast.to_numpy() for name, one in said.groupby("series")}
    values = [by_series[case.name][: len(case.actual)] for case in cases]
    return {"method": f"{method}, published", "series": len(cases), **accuracy(cases, values)}


def table(sample: int = 0) -> list[dict[str, Any]]:
    """The rows. sample: on how many series of a kind the peers run; 0 for all."""
    return list(_rows(sample))


def _rows(sample: int) -> Iterator[dict[str, Any]]:
    sets = [("M3 " + kind.lower(), m3(kind)) for kind in KINDS] + [("M4 weekly", m4_weekly())]
    for name, cases in sets:
        found = [scored("Leitstand", cases, ours)]
        if name.startswith("M3"):
            found += [published(cases, method) for method in ("THETA", "ForecastPro")]
        if name == "M3 monthly":
            few = cases[:: max(1, len(cases) // sample)] if sample else cases
            found += [scored("Leitstand", few, ours)] if sample else []
            found += [scored(model, few, peer(model)) for model in ("AutoETS", "AutoTheta", "Theta")]
        yield from ({"data": name, **row} for row in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="series of M3 monthly for the peers, 0 for all")
    rows = table(parser.parse_args().sample)
    print(f"{'data':13} {'method':24} {'series':>6} {'sMAPE':>7} {'MASE':>6} {'80 %':>6} {'95 %':>6} {'ms/series':>9}")
    for row in rows:
        rest = (
            f"{row['coverage80']:6.1%} {row['coverage95']:6.1%} {1000 * row['seconds']:9.1f}"
            if "seconds" in row
            else f"{'–':>6} {'–':>6} {'–':>9}"
        )
        print(f"{row['data']:13} {row['method']:24} {row['series']:6} {row['smape']:7.2f} {row['mase']:6.3f} {rest}")
    print(json.dumps({"forecasts": rows}))


if __name__ == "__main__":
    main()

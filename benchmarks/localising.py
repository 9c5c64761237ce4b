"""Where a deviation comes from: ours beside Adtributor and published reference code: python benchmarks/localising.py;
the data lie in ../shared/data.

A cause counts as found when exactly its segment is named; F1 over all cases. rs: failures of the minute, expected at
the leaf's rate of the four minutes before. "rs rates": the same as success rates of the leaves without their counts, as
the reference code prepares it; how many requests lie behind a rate is lost. Seconds a case: of the processor.
"published" rows are figures of the reference code on the same cases, given in the data's README, not run here.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from leitstand.analysis.explain.localising import localise

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PUBLISHED: dict[str, list[tuple[str, float, float | None]]] = {
    "riskloc_synth": [("RiskLoc", 0.622, 8.4), ("AutoRoot", 0.466, 2.1), ("Adtributor", 0.056, 0.46)],
    "rs rates": [("RiskLoc", 0.025, None), ("AutoRoot", 0.261, None)],
}
MINUTES = 4
Segment = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """Leaves with actual and expected, and the segments that truly are the cause."""

    leaves: pd.DataFrame
    dims: list[str]
    truth: set[Segment]


def riskloc_synth() -> Iterator[Case]:
    folder = DATA / "rca_riskloc_synth"
    truths = pd.read_csv(folder / "S_injection_info.csv").set_index("timestamp")["set"]
    leaves = pd.read_parquet(folder / "S.parquet").rename(columns={"real": "actual", "predict": "expected"})
    for name, rows in leaves.groupby("instance", sort=False):
        segments = {_segment(one.split("&")) for one in str(truths[name]).split(";")}
        yield Case(rows, list("abcde"), segments)


def rs(rates: bool = False) -> Iterator[Case]:
    folder = DATA / "rca_rs"
    for name, (minute, truth) in _labels(folder / "anomaly.yaml").items():
        rows = pd.read_csv(folder / f"{name}.csv")
        dims = [str(column) for column in rows if column not in ("min", "value", "cnt")]
        rows[dims] = rows[dims].astype(str)
        past = rows[rows["min"].isin([minute - 60 * k for k in range(1, MINUTES + 1)])]
        now = rows[rows["min"] == minute]
        if rates:
            success = (1 - past.value / past.cnt).groupby([past[one] for one in dims]).mean().rename("expected")
            leaves = now.join(success, on=dims).fillna({"expected": 0}).assign(actual=1 - now.value / now.cnt)
        else:
            now = now.join(past.groupby(dims)[["value", "cnt"]].sum(), on=dims, rsuffix="_before").fillna(0)
            rate = now.value_before / now.cnt_before.where(now.cnt_before > 0)
            usual = past.value.sum() / past.cnt.sum()
            leaves = now.assign(actual=now.value, expected=rate.fillna(usual) * now.cnt)
        yield Case(leaves, dims, truth)


def _labels(path: Path) -> dict[str, tuple[int, set[Segment]]]:
    """The few shapes of lines that the file has: data, timestamp, cause with one or several segments."""
    found: dict[str, tuple[int, list[list[str]]]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().partition(":")
        value = value.strip().strip("'\"")
        if key == "- data":
            name = value
        elif key == "timestamp":
            found[name] = int(value), [[]]
        elif key != "cause" and key:
            segments = found[name][1]
            if key.startswith("- ") and segments[-1]:
                segments.append([])
            segments[-1].append(f"{key.removeprefix('- ')}={value}")
    return {name: (minute, {_segment(one) for one in segments}) for name, (minute, segments) in found.items()}


def _segment(conditions: list[str]) -> Segment:
    return frozenset((key, value) for key, _, value in (one.partition("=") for one in conditions))


def ours(case: Case) -> set[Segment]:
    return {frozenset(one.dims.items()) for one in localise(case.leaves, case.dims, "actual", "expected")}


def adtributor(case: Case) -> set[Segment]:
    """Bhagwan and others 2014, with the paper's thresholds: explanatory power 67 % together, 10 % each."""
    totals = case.leaves[["actual", "expected"]].sum()
    found: list[tuple[float, set[Segment]]] = []
    for dimension in case.dims:
        sums = case.leaves.groupby(dimension)[["actual", "expected"]].sum()
        p, q = sums.expected / totals.expected, sums.actual / totals.actual
        with np.errstate(divide="ignore", invalid="ignore"):
            surprise = (p * np.log(2 * p / (p + q))).fillna(0) + (q * np.log(2 * q / (p + q))).fillna(0)
        power = (sums.actual - sums.expected) / (totals.actual - totals.expected)
        taken = power[surprise.sort_values(ascending=False).index]
        taken = taken[taken > 0.1]
        enough = int((taken.cumsum() < 0.67).sum()) + 1
        if taken.iloc[:enough].sum() >= 0.67:
            taken = taken.iloc[:enough]
            found.append(
                (float(surprise[taken.index].sum()), {frozenset({(dimension, str(one))}) for one in taken.index})
            )
    return max(found, key=lambda one: one[0])[1] if found else set()


def scored(data: str, method: str, cases: list[Case], run: Callable[[Case], set[Segment]]) -> dict[str, Any]:
    right = named = true = 0
    clock, longest = time.process_time(), 0.0
    for case in cases:
        start = time.process_time()
        found = run(case)
        longest = max(longest, time.process_time() - start)
        right, named, true = right + len(found & case.truth), named + len(found), true + len(case.truth)
    return {"data": data, "method": method, "cases": len(cases), "f1": 2 * right / (named + true),
            "precision": right / max(named, 1), "recall": right / true,
            "seconds": (time.process_time() - clock) / len(cases), "longest": longest}  # fmt: skip


def table() -> list[dict[str, Any]]:
    """One row per data set and method."""
    rows: list[dict[str, Any]] = []
    sets = [("riskloc_synth", list(riskloc_synth())), ("rs", list(rs())), ("rs rates", list(rs(rates=True)))]
    for name, cases in sets:
        rows += [scored(name, "Leitstand", cases, ours), scored(name, "Adtributor (ours)", cases, adtributor)]
        rows += [
            {"data": name, "method": f"{method} (published)", "cases": len(cases), "f1": f1, "seconds": seconds}
            for method, f1, seconds in PUBLISHED.get(name, [])
        ]
    return rows


def main() -> None:
    rows = table()
    sizes = {"precision": (9, 3), "recall": (6, 3), "seconds": (7, 2), "longest": (7, 2)}
    print(
        f"{'data':14} {'method':24} {'cases':>5} {'F1':>6}", *(f"{name:>{wide}}" for name, (wide, _) in sizes.items())
    )
    for row in rows:
        rest = [
            f"{'–':>{wide}}" if row.get(name) is None else f"{row[name]:{wide}.{digits}f}"
            for name, (wide, digits) in sizes.items()
        ]
        print(f"{row['data']:14} {row['method']:24} {row['cases']:5} {row['f1']:6.3f}", *rest)
    print(json.dumps({"localising": rows}))


if __name__ == "__main__":
    main()

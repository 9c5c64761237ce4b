"""Turns series and answers of a company into cells by period, and says which pairs of properties deserve a look."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from leitstand.analysis.contract import Series, Sight
from leitstand.analysis.explain.localising_shifts import Cells, shifted
from leitstand.foundation.period import Period

if TYPE_CHECKING:
    import pandas as pd

STANDS_OUT = 0.01
"""p of a single dimension's clearest cell below which its combinations are looked at."""
PAIRS = 2
MOST_CELLS = 60


def of_series(whole: Series, split: Sequence[Series]) -> Cells:
    """The cells of one dimension over the periods of the whole company."""
    place = {period.start: k for k, period in enumerate(whole.periods)}
    values = np.full((len(split), len(place)), np.nan)
    n, hits = np.zeros(values.shape), np.full(values.shape, np.nan)
    for row, series in enumerate(split):
        seen = [(place[period.start], k) for k, period in enumerate(series.periods) if period.start in place]
        if seen:
            to, at = (list(one) for one in zip(*seen, strict=True))
            values[row, to], n[row, to], hits[row, to] = series.values[at], series.n[at], series.numerators[at]
    return Cells([tuple(one.dims.values()) for one in split], values, n, hits if counted(whole) else None)


def of_rows(whole: Series, rows: pd.DataFrame, by: Sequence[str]) -> Cells:
    """The cells of an answer of `Sight.values` by month; those without a name are left out."""
    place = {period.start: k for k, period in enumerate(whole.periods)}
    rows = rows[rows["period_start"].isin(place)].dropna(subset=list(by))
    rows = rows[~rows[list(by)].isin(["(other)"]).any(axis=1)]
    size = rows.groupby(list(by))["n"].sum().sort_values(ascending=False, kind="stable")
    labels = [one if isinstance(one, tuple) else (one,) for one in size.index[:MOST_CELLS]]
    row_of = {label: k for k, label in enumerate(labels)}
    values = np.full((len(labels), len(place)), np.nan)
    n, hits = np.zeros(values.shape), np.full(values.shape, np.nan)
    told = rows[["period_start", "value", "n", "numerator"]].itertuples(index=False, name=None)
    named = rows[list(by)].itertuples(index=False, name=None)
    for label, (start, value, cases, hit) in zip(named, told, strict=True):
        if label in row_of:
            at = row_of[label], place[start]
            values[at], n[at], hits[at] = _number(value), cases or 0, _number(hit)
    return Cells(labels, values, n, hits if counted(whole) else None)


def counted(whole: Series) -> bool:
    """Whether the values are shares of counted cases: numerators and denominators are cases."""
    known = np.isfinite(whole.numerators) & np.isfinite(whole.denominators) & np.isfinite(whole.values)
    if whole.unit not in ("ratio", "percent") or not known.any():
        return False
    hits, cases = whole.numerators[known], whole.denominators[known]
    return bool(
        np.all((hits >= 0) & (hits <= cases) & (hits == np.round(hits)))
        and np.allclose(cases, whole.n[known])
        and np.allclose(hits, whole.values[known] * cases, rtol=1e-6)
    )


def pairs(sight: Sight, whole: Series) -> tuple[list[tuple[str, str]], dict[str, float]]:
    """Pairs of dimensions that both have a cell that stands out, clearest first, and the p of each dimension."""
    clear: dict[str, float] = {}
    for dimension in sight.dimensions(whole.metric):
        split = sorted(sight.split(whole.metric, dimension).values(), key=lambda one: -float(np.nansum(one.n)))
        found = shifted(of_series(whole, split[:MOST_CELLS]))
        clear[dimension] = found.p if found else 1.0
    close = sorted((name for name in clear if clear[name] < STANDS_OUT), key=lambda name: clear[name])
    chosen = sorted(combinations(close, 2), key=lambda pair: clear[pair[0]] * clear[pair[1]])
    return chosen[:PAIRS], clear


def end_of(periods: Sequence[Period], end: int) -> Period | None:
    """The period after the last one of a stretch; None where it reaches to the present."""
    return None if end >= len(periods) else periods[end]


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)

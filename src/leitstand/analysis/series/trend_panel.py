"""Lays the series of a company side by side, each on the scale on which its changes can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from leitstand.analysis.contract import Series, Sight, TooLittle
from leitstand.analysis.once import once
from leitstand.analysis.series.season import MONTHS_FOR_A_SEASON, calendar, seasonal
from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.contract import Latest, Open
from leitstand.metrics.registry import measures

WINDOW = 36
"""Months that are looked at: three seasons; what lies further back is another company."""

LEAST_CASES = 5
"""Cases a month (of the rarer kind, in shares) below which single months say nothing."""

MANY = 50
"""From so many a month on, counts are compared by their ratios; fewer by their square roots, which steady Poisson."""

MOST_DISTINCT = 6
"""A series with fewer different values than this stands still or jumps between a few readings."""

Scale = Literal["log", "root", "plain"]
SHARES = {"ratio": 1.0, "per_thousand": 1000.0, "points": 100.0}
ADDED_UP = frozenset({"currency", "count", "people", "units"})
POSITIVE = ADDED_UP | {"currency_per_day", "days", "hours", "minutes", "milliseconds", "months", "quotient"}


@dataclass(frozen=True, slots=True)
class Row:
    """One series on its scale. y, variance: over its periods; floor: the variance that its sampling makes at least.

    events, trials: of shares the rarer kind and how many could have been; of counts the count alone; else None.
    rare: of shares 1 where the value is the share of events, −1 where it is that of the others.
    tails: degrees of freedom that the tails of its values allow (few cases: heavy tails).
    """

    series: Series
    scale: Scale
    y: np.ndarray
    variance: np.ndarray
    floor: float
    events: np.ndarray | None
    trials: np.ndarray | None
    rare: int
    tails: float

    def cases(self, values: np.ndarray, trials: np.ndarray) -> np.ndarray:
        """How many events values of the metric would mean. trials: over the same months."""
        if self.trials is None:
            return values
        rate = np.clip(values / SHARES[self.series.unit], 0, 1)
        return np.asarray(trials * (rate if self.rare > 0 else 1 - rate))


@dataclass(frozen=True, slots=True)
class Panel:
    """K series over common months. y, variance: (K, T), NaN and 1 where unknown. stock, flow: (K,). memo: what was
    computed on it already."""

    rows: Sequence[Row]
    periods: Sequence[Period]
    y: np.ndarray
    variance: np.ndarray
    stock: np.ndarray
    flow: np.ndarray
    memo: dict[Any, Any] = field(default_factory=dict)

    def along(self, row: Row, values: np.ndarray | None) -> np.ndarray:
        """Values of a row's own months over the common months: (T,), NaN where there are none."""
        found = np.full(len(self.periods), np.nan)
        if values is not None:
            place = {period: at for at, period in enumerate(row.series.periods)}
            here = [(at, place[period]) for at, period in enumerate(self.periods) if period in place]
            found[[at for at, _ in here]] = values[[of for _, of in here]]
        return found

    def design(self, flow: bool) -> np.ndarray:
        """Level, season, and for what adds up over days the calendar: (T, p)."""
        season = seasonal(self.periods)
        parts = [np.ones((len(self.periods), 1)), season - season.mean(axis=0)]
        if flow:
            days = calendar(self.periods)
            parts.append((days - days.mean(axis=0)) / np.maximum(days.std(axis=0), 1e-9))
        return np.hstack(parts)

    @property
    def line(self) -> np.ndarray:
        """(T, 1): a steady trend."""
        number = len(self.periods)
        return ((np.arange(number) - (number - 1) / 2) / number)[:, None]


@once
def panel(sight: Sight) -> tuple[Panel, list[TooLittle]]:
    """Every metric of the sight, whole and by each single dimension; and those with too little to look at."""
    found: list[Series] = []
    for metric in sight.metrics():
        whole = sight.series(metric)
        found += [] if whole is None else [whole]
        for dimension in sight.dimensions(metric):
            found += sight.split(metric, dimension).values()
    return side_by_side(found)


def side_by_side(found: Sequence[Series]) -> tuple[Panel, list[TooLittle]]:
    """Monthly series on common months, oldest first."""
    rows: list[Row] = []
    lacking: list[TooLittle] = []
    for one in found:
        if one.grain != "month" or one.warned:
            continue
        row = as_row(one)
        (lacking if isinstance(row, TooLittle) else rows).append(row)  # type: ignore[arg-type]
    months = sorted({period for row in rows for period in row.series.periods})[-WINDOW:]
    place = {period: at for at, period in enumerate(months)}
    y = np.full((len(rows), len(months)), np.nan)
    variance = np.ones(y.shape)
    for at, row in enumerate(rows):
        here = [(place[period], i) for i, period in enumerate(row.series.periods) if period in place]
        where, of = [to for to, _ in here], [i for _, i in here]
        y[at, where], variance[at, where] = row.y[of], row.variance[of]
    stock = np.array([is_stock(row.series.metric) for row in rows], bool)
    flow = np.array([row.series.unit in ADDED_UP and not np.isfinite(row.series.denominators).any() for row in rows],
                    bool)  # fmt: skip
    return Panel(rows, months, y, variance, stock, flow & ~stock), lacking


def is_stock(metric: str) -> bool:
    """Whether the metric reads a state (open invoices, followers): this month's is last month's with few changes."""
    return any(isinstance(measures()[name].time, Open | Latest) for name in leaves_of(metric))


def as_row(series: Series) -> Row | TooLittle:
    """The series on its scale, or what it lacks."""
    values = np.asarray(series.values, float)
    known = np.isfinite(values)
    if known.sum() < MONTHS_FOR_A_SEASON:
        return TooLittle(series.metric, series.dims, MONTHS, MONTHS_FOR_A_SEASON, int(known.sum()))
    if len(np.unique(values[known])) < MOST_DISTINCT:
        return TooLittle(series.metric, series.dims, DIFFERENT, MOST_DISTINCT, len(np.unique(values[known])))
    row = _share(series, known) or _count(series, known) or _amount(series, known)
    cases = row.events if row.events is not None else series.n if np.ptp(series.n[known]) > 0 else None
    if cases is not None and (mean := float(np.nanmean(cases[known]))) < LEAST_CASES:
        return TooLittle(series.metric, series.dims, CASES, LEAST_CASES, int(mean))
    return row


MONTHS = Text(de="Monate mit einem Wert", en="months with a value")
DIFFERENT = Text(de="verschiedene Werte", en="different values")
CASES = Text(de="Fälle je Monat", en="cases a month")


def _share(series: Series, known: np.ndarray) -> Row | None:
    top, bottom = series.numerators, series.denominators
    if not (np.isfinite(top[known]).all() and np.isfinite(bottom[known]).all()):
        return None
    t, b, values = top[known], bottom[known], series.values[known]
    whole = np.all(t == np.round(t)) and np.all(b == np.round(b)) and np.all((t >= 0) & (t <= b) & (b > 0))
    if not whole or series.unit not in SHARES:
        return None
    factor = SHARES[series.unit]
    rates = t / b
    flipped = np.allclose(values, factor * (1 - rates), atol=1e-6 * factor)
    if not flipped and not np.allclose(values, factor * rates, atol=1e-6 * factor):
        return None
    overall = t.sum() / b.sum()
    rare = top if overall <= 0.5 else bottom - top
    direction = (1 if overall <= 0.5 else -1) * (-1 if flipped else 1)
    floor = factor**2 * max(overall * (1 - overall), 0.5 / b.sum()) / np.median(b)
    return Row(series, "plain", series.values, _variance(bottom, known), floor, np.where(known, rare, np.nan),
               bottom, direction, np.inf)  # fmt: skip


def _count(series: Series, known: np.ndarray) -> Row | None:
    values = series.values[known]
    counted = series.unit in ("count", "people", "units") and np.all(values >= 0) and np.all(values == np.round(values))
    if not counted or np.isfinite(series.denominators[known]).any():
        return None
    one = np.ones(len(known))
    if values.min() >= MANY:
        return Row(series, "log", np.log(series.values), one, 1 / values.mean(), series.values, None, 1, np.inf)
    return Row(series, "root", np.sqrt(series.values + 0.375), one, 0.25, series.values, None, 1, np.inf)


def _amount(series: Series, known: np.ndarray) -> Row:
    values, cases = series.values[known], np.where(known, series.n, np.nan)
    says = np.ptp(cases[known]) > 0 and (cases[known] > 0).all()
    variance = _variance(cases, known) if says and series.unit not in ADDED_UP else np.ones(len(known))
    tails = 4 + float(np.median(cases[known])) / 4 if says else 8.0
    if series.unit in POSITIVE and values.min() > 0:
        return Row(series, "log", np.log(series.values), variance, 0.0, None, None, 1, tails)
    return Row(series, "plain", series.values, variance, 0.0, None, None, 1, tails)


def _variance(cases: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Half of it falls with the number of cases, half comes from the months themselves; 1 at the usual number."""
    usual = float(np.median(cases[known]))
    return np.where(known, (usual / np.maximum(np.where(known, cases, usual), 0.5) + 1) / 2, 1.0)

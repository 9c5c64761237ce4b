"""Takes a series of months, weeks or days apart: direction, season, calendar, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from leitstand.foundation.calendar import business_days, easter_offset
from leitstand.foundation.period import Grain, Period

MONTHS_FOR_A_SEASON = 24
"""A month must have come twice before its own level can be told from chance."""

ROUNDS = 3
"""Trend and season are fitted in turns; after three they hardly move."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a series is made of; the parts add up to it. Arrays as long as the series.

    trend: slow movement, in the series' unit. season: what comes back each year (and each week in days), 0 on average.
    calendar: what working days, holidays and Easter did. residual: the rest; NaN where the series is unknown.
    """

    trend: np.ndarray
    season: np.ndarray
    calendar: np.ndarray
    residual: np.ndarray


def decompose(values: Sequence[float] | np.ndarray, periods: Sequence[Period], state: str | None = None) -> Parts:
    """Trend, season, calendar and rest of a series.

    Idea: a robust local line follows the slow movement; what is left is explained by the season of the year (and
    of the week, in days) and the German calendar, robustly; both in turns.
    Formula: y = LOESS(t) + Σ season dummies + calendar · b + e; LOESS local linear with tricube weights over a year
    and a half and bisquare robustness weights; the regression by iterated bisquare weights, columns centred.
    When it misleads: a season is only taken out where every part of it came twice (24 months, 104 weeks, 730 days;
    weekdays after 3 weeks); with two years one odd month is half of its profile. Multiplicative series: give logs.
    values: NaN where unknown. periods: days, weeks or months without gaps. state: holidays of this German state.
    Raises ValueError where the lengths differ.
    Reference: Cleveland, Cleveland, McRae, Terpenning, STL (1990); calendar regressors as in X-13 (Findley 1998).

    >>> from leitstand.foundation.period import periods
    >>> months = periods("month", date(2023, 1, 1), date(2026, 1, 1))
    >>> parts = decompose([100 + i + 20 * (m.start.month == 12) for i, m in enumerate(months)], months)
    >>> round(float(parts.season[11] - parts.season[10]))
    20
    """
    y = np.asarray(values, float)
    if len(y) != len(periods):
        raise ValueError("values and periods must be equally long")
    if not len(y):
        return Parts(y, y, y, y)
    seasons = _centred(seasonal(periods), y)
    days = _centred(calendar(periods, state), y)
    width = min(1.0, 1.5 * _per_year(periods[0].grain) / len(y))
    both = np.column_stack([seasons, days])
    moved = np.zeros(len(y))
    for _ in range(ROUNDS):
        trend = _loess(y - moved, width)
        parts = both * _robust_coefficients(both, y - trend)
        moved = parts.sum(axis=1)
    trend = _loess(y - moved, width)
    split = seasons.shape[1]
    return Parts(trend, parts[:, :split].sum(axis=1), parts[:, split:].sum(axis=1), y - trend - moved)


def seasonal(periods: Sequence[Period]) -> np.ndarray:
    """Columns that describe the season: a row for each period; none where the history is too short for one."""
    columns: list[np.ndarray] = []
    grain, number = periods[0].grain, len(periods)
    if grain == "month" and number >= MONTHS_FOR_A_SEASON:
        columns += _dummies([one.start.month for one in periods])
    if grain == "day" and number >= 21:
        columns += _dummies([one.start.weekday() for one in periods])
    if grain in ("day", "week") and number >= 2 * _per_year(grain):
        turn = np.array([(one.start - date(one.start.year, 1, 1)).days / 365.25 for one in periods]) * 2 * np.pi
        columns += [wave(k * turn) for k in (1, 2, 3) for wave in (np.sin, np.cos)]
    return np.column_stack(columns) if columns else np.zeros((number, 0))


def calendar(periods: Sequence[Period], state: str | None = None) -> np.ndarray:
    """Columns that describe the German calendar: months: working days; weeks: lost days; days: holidays; all: Easter.

    A row for each period. Columns in which nothing varies are left out.
    """
    grain = periods[0].grain
    if grain not in ("day", "week", "month"):
        return np.zeros((len(periods), 0))
    work = np.array([business_days(one.start, one.end, state) for one in periods], float)
    plain = np.array([_weekdays(one) for one in periods], float)
    working = work - plain if grain in ("day", "week") else work
    columns = np.column_stack([working, [_easter_share(one, grain) for one in periods]])
    return columns[:, columns.std(axis=0) > 1e-9]


def _weekdays(period: Period) -> int:
    return sum((period.start + timedelta(days=i)).weekday() < 5 for i in range(period.days))


def _easter_share(period: Period, grain: Grain) -> float:
    """The share of the eleven days up to Easter Monday that lies in the period; in days: whether it is one of them."""
    days = [period.start + timedelta(days=i) for i in range(period.days)]
    before = sum(-9 <= easter_offset(day) <= 1 for day in days)
    return float(before) if grain == "day" else before / 11


def _per_year(grain: Grain) -> int:
    return {"day": 365, "week": 52, "month": 12, "quarter": 4}.get(grain, 1)


def _dummies(groups: Sequence[int]) -> list[np.ndarray]:
    """One column for each group but the last."""
    return [np.array([one == group for one in groups], float) for group in sorted(set(groups))[:-1]]


def _centred(columns: np.ndarray, y: np.ndarray) -> np.ndarray:
    known = np.isfinite(y)
    return columns - columns[known].mean(axis=0) if known.any() else columns


def _robust_coefficients(columns: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Regression by iterated bisquare weights (Beaton and Tukey 1974); y may hold NaN."""
    known = np.isfinite(y)
    x, target = columns[known], y[known]
    if not x.shape[1] or len(target) <= x.shape[1]:
        return np.zeros(x.shape[1])
    weights = np.ones(len(target))
    for _ in range(4):
        root = np.sqrt(weights)[:, None]
        found = np.linalg.lstsq(x * root, target * root[:, 0], rcond=None)[0]
        weights = _bisquare(target - x @ found, 6)
    return np.asarray(found, float)


def _bisquare(residual: np.ndarray, far: float) -> np.ndarray:
    spread = np.median(np.abs(residual)) * far
    return np.clip(1 - (residual / spread) ** 2, 0, None) ** 2 + 1e-6 if spread > 0 else np.ones(len(residual))


def _loess(y: np.ndarray, width: float) -> np.ndarray:
    """Local lines with tricube weights over a share `width` of the series, made robust twice; follows gaps of NaN."""
    known = np.flatnonzero(np.isfinite(y))
    if len(known) < 4:
        return np.full(len(y), np.nanmedian(y) if len(known) else np.nan)
    near = max(4, int(np.ceil(width * len(known))))
    at, target, where = known.astype(float), y[known], np.arange(len(y), dtype=float)
    away = np.abs(where[:, None] - at[None, :])
    reach = np.maximum(np.partition(away, near - 1, axis=1)[:, near - 1] * 1.0001, 1.0)
    nearness = np.clip(1 - (away / reach[:, None]) ** 3, 0, None) ** 3
    robust = np.ones(len(target))
    for _ in range(3):
        weights = nearness * robust
        total = weights.sum(axis=1)
        centre = weights @ at / total
        off = at[None, :] - centre[:, None]
        slope = (weights * off) @ target / np.maximum((weights * off**2).sum(axis=1), 1e-12)
        fitted = weights @ target / total + slope * (where - centre)
        robust = _bisquare(target - fitted[known], 6)
    return np.asarray(fitted, float)

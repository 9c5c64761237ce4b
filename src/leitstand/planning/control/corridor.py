"""Whether a goal is on its way: each month beside its plan, within the range that chance alone would give it.

The corridor around the plan is as wide as the forecast that was possible when the goal was set: 95 % of months stay in
it where nothing but the planned change happens. A month outside is told; a signal needs more (see signals).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Period, period_of

if TYPE_CHECKING:
    from leitstand.analysis.series.forecasting import Forecast

Side = Literal["at_or_above", "at_or_below"]
Standing = Literal["within", "better", "worse", "unknown", "ahead"]
"""Of a month: within the corridor, outside on the good or bad side, without a value, or not yet over."""

LEAST_HISTORY = 12


@dataclass(frozen=True, slots=True)
class Month:
    """plan, low, high, actual, outlook: in the unit of the metric; low, high None where no forecast was possible.
    outlook: the forecast of a month that is not over, made today, with its 80 % range."""

    period: Period
    plan: float
    low: float | None
    high: float | None
    actual: float | None = None
    outlook: tuple[float, float, float] | None = None
    standing: Standing = "ahead"


def corridor(history: Sequence[tuple[Period, float | None]], plan: Sequence[tuple[date, float]],
             set_on: date, side: Side, today: Sequence[tuple[Period, tuple[float, float, float]]] = (),
             ) -> list[Month]:  # fmt: skip
    """The months of a plan, oldest first.

    history: complete months without gaps, oldest first. plan: (first day, planned value). set_on: only what was known
    before it shapes the corridor. today: months ahead with low (10 %), middle and high (90 %) of the present forecast.
    """
    before = [value for period, value in history if period.end <= set_on]
    actual = {period.start: value for period, value in history}
    ahead = {period.start: range_ for period, range_ in today}
    widths = _widths(before, [period_of(day, "month") for day, _ in plan], history, set_on)
    months = []
    for day, planned in plan:
        period = period_of(day, "month")
        below, above = widths.get(period.start, (None, None))
        low = None if below is None else planned + below
        high = None if above is None else planned + above
        value = actual.get(period.start)
        months.append(Month(period, planned, low, high, value, ahead.get(period.start),
                            _standing(value, low, high, side, period.start in actual)))  # fmt: skip
    return months


def _widths(before: Sequence[float | None], months: Sequence[Period], history: Sequence[tuple[Period, float | None]],
            set_on: date) -> dict[date, tuple[float, float]]:  # fmt: skip
    """First day → how far the 95 % range of the forecast lies below and above its middle."""
    if len(before) < LEAST_HISTORY or not months:
        return {}
    last = max(period for period, _ in history if period.end <= set_on)
    horizon = _months_between(last.end, months[-1].start) + 1
    found = _forecast([float("nan") if value is None else value for value in before], horizon)
    if found is None:
        return {}
    ranges, period = {}, period_of(last.end, "month")
    for place in range(horizon):
        middle = float(found.p50[place])
        ranges[period.start] = float(found.low95[place]) - middle, float(found.high95[place]) - middle
        period = period_of(period.end, "month")
    return ranges


def _forecast(values: Sequence[float], horizon: int) -> Forecast | None:
    from leitstand.analysis.series.forecasting import forecast

    try:
        return forecast(values, horizon, 12)
    except UnusableInput:  # too far ahead for so short a history
        return None


def _months_between(first: date, later: date) -> int:
    return (later.year - first.year) * 12 + later.month - first.month


def _standing(value: float | None, low: float | None, high: float | None, side: Side, over: bool) -> Standing:
    if not over:
        return "ahead"
    if value is None or low is None or high is None:
        return "unknown"
    if low <= value <= high:
        return "within"
    return "better" if (value > high) == (side == "at_or_above") else "worse"

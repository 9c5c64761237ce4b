"""Tells whether cases began to wait longer before a step, since when, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from leitstand.foundation.period import Period

if TYPE_CHECKING:
    import pandas as pd

LEAST_STEPS, LEAST_MONTHS, SHORTEST = 3, 12, 3
"""Steps that make a month count, months that make a history, months that a level lasts at least."""


@dataclass(frozen=True, slots=True)
class Slowing:
    """A change of waiting before a step.

    since: first month of the new level. before, after: mean office hours; low, high: 95 % interval of their difference.
    p: corrected for the months that were tried. months, hours: the monthly means.
    """

    since: Period
    before: float
    after: float
    low: float
    high: float
    p: float
    months: tuple[Period, ...]
    hours: np.ndarray

    @property
    def effect(self) -> float:
        return self.after - self.before


def months_of(steps: pd.DataFrame) -> pd.DataFrame:
    """mean (office hours of waiting), log (mean logarithm), n: by month in which the steps ended, only months with
    enough of them."""
    waits = steps.assign(log=np.log1p(steps.waiting), month=steps.end.dt.to_period("M"))
    found = waits.groupby("month").agg(mean=("waiting", "mean"), log=("log", "mean"), n=("waiting", "size"))
    return found[found.n >= LEAST_STEPS]


def slowing(steps: pd.DataFrame) -> Slowing | None:
    """The likeliest change of level; None where the history is too short. steps: of one activity, of steps.steps_of.

    Each month is one observation (its mean logarithm, so that one long wait does not decide), as steps of a month
    depend on each other. For each month that leaves at least three before and after: Student's t test of the later
    months against the earlier ones; the smallest p times the months tried (Bonferroni). One variance for both: three
    months alone may agree by chance, and Welch's test then finds differences that are none.
    Misleads where waiting has a strong season, or drifts instead of jumping: the month is then the middle of the drift.
    """
    from scipy import stats

    table = months_of(steps)
    if len(table) < LEAST_MONTHS:
        return None
    logs, hours = table["log"].to_numpy(), table["mean"].to_numpy()
    if np.ptp(logs) == 0:
        return None
    p, place = _change(logs)
    later, earlier = hours[place:], hours[:place]
    interval = stats.ttest_ind(later, earlier, equal_var=False).confidence_interval(0.95)
    periods = tuple(_period(month) for month in table.index)
    before, after = float(earlier.mean()), float(later.mean())
    low, high = float(interval.low), float(interval.high)
    return Slowing(periods[place], before, after, low, high, p, periods, hours)


def _change(x: np.ndarray) -> tuple[float, int]:
    """The smallest p of all places, times their number, and the place where two levels leave least (least squares)."""
    from scipy.stats import t

    n = len(x)
    place = np.arange(SHORTEST, n - SHORTEST + 1)
    sums, squares = (np.concatenate([[0.0], np.cumsum(one)]) for one in (x - x.mean(), (x - x.mean()) ** 2))
    means, rests = [], []
    for first, last in ((0, place), (place, n)):
        size = last - first
        total = sums[last] - sums[first]
        means.append(total / size)
        rests.append(np.maximum(squares[last] - squares[first] - total**2 / size, 1e-12))
    spread = np.sqrt((rests[0] + rests[1]) / (n - 2) * (1 / place + 1 / (n - place)))
    p = 2 * t.sf(np.abs(means[1] - means[0]) / spread, n - 2)
    return min(1.0, float(p.min()) * len(place)), int(place[np.argmin(rests[0] + rests[1])])


def _period(month: pd.Period) -> Period:
    return Period(month.start_time.date(), (month + 1).start_time.date(), "month")

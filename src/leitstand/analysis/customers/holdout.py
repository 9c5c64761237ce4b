"""Checks a model of buying on what customers did after the days it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

import numpy as np

from leitstand.analysis.customers.averages import Averages
from leitstand.analysis.customers.histories import DAYS, Histories
from leitstand.analysis.customers.spending import GammaGamma

if TYPE_CHECKING:
    import pandas as pd

MOST_ERROR = 0.10
"""Of the total, beyond which a model is not believed (metrics.md D.11)."""
TENTHS = 10
LEAST_DAYS, LONGEST_DAYS = 28, 365


class Buying(Protocol):
    """A model of how often customers buy again; arguments as in `Histories`."""

    def alive(self, repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> np.ndarray: ...

    def expected(self, time: float, repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> np.ndarray: ...


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the customers, by how often they are expected to buy: mean order days expected and seen."""

    customers: int
    expected: float
    actual: float


@dataclass(frozen=True, slots=True)
class Holdout:
    """Order days of the known customers after `until`, up to and with `end`: expected and seen.

    total_error: of the sum over these days alone. tracking_error: of all repeat order days from the first purchase to
    `end`, the comparison drawn by Fader, Hardie and Lee. value_error: of the sum of amounts, None without a model of
    them. All as shares of what was seen, above zero where too much was expected.
    """

    until: date
    end: date
    customers: int
    expected: float
    actual: float
    total_error: float
    tracking_error: float
    value_error: float | None
    correlation: float
    tenths: tuple[Tenth, ...]

    @property
    def passed(self) -> bool:
        return abs(self.total_error) < MOST_ERROR


def split_day(days: pd.DataFrame, end: date) -> date | None:
    """Where to cut history for a check: a year before its end, or at two thirds of it; None where it is too short."""
    first = days.day.min().date()
    length = min(LONGEST_DAYS, (end - first).days // 3)
    return end - timedelta(days=length) if length >= LEAST_DAYS else None


def check(
    model: Buying | Averages, spending: GammaGamma | None, known: Histories, days: pd.DataFrame, end: date
) -> Holdout | None:
    """Compares the model with all order days after the histories it was made from; None where nobody bought then.

    Of averages there is no tracking error: they are no model of the days before.
    """
    import pandas as pd

    later = days[(days.day > pd.Timestamp(known.until)) & (days.day <= pd.Timestamp(end))]
    seen = later.groupby("customer").amount.agg(["count", "sum"]).reindex(known.keys).fillna(0.0)
    actual, amount = seen["count"].to_numpy(), float(seen["sum"].sum())
    if not actual.sum():
        return None
    time = (end - known.until).days / DAYS[known.unit]
    each: np.ndarray | None
    if isinstance(model, Averages):
        expected, each, before = model.rate * time, model.spend, known.repeats.sum()
    else:
        expected = model.expected(time, known.repeats, known.last, known.age)
        each = spending.expected(known.repeats, known.spend) if spending else None
        none = np.zeros(len(known))
        before = sum(model.expected(float(age), none[:1], none[:1], none[:1])[0] * count for age, count in _ages(known))
    value = float(expected @ each) if each is not None else None
    sure = np.ptp(expected) > 0 and np.ptp(actual) > 0
    return Holdout(
        until=known.until,
        end=end,
        customers=len(known),
        expected=float(expected.sum()),
        actual=float(actual.sum()),
        total_error=float(expected.sum() / actual.sum() - 1),
        tracking_error=float((before + expected.sum()) / (known.repeats.sum() + actual.sum()) - 1),
        value_error=value / amount - 1 if value is not None and amount > 0 else None,
        correlation=float(np.corrcoef(expected, actual)[0, 1]) if sure else 0.0,
        tenths=_tenths(expected, actual),
    )


def _ages(known: Histories) -> list[tuple[float, int]]:
    ages, counts = np.unique(known.age, return_counts=True)
    return list(zip(ages.tolist(), counts.tolist(), strict=True))


def _tenths(expected: np.ndarray, actual: np.ndarray) -> tuple[Tenth, ...]:
    order = np.argsort(expected, kind="stable")
    parts = [part for part in np.array_split(order, TENTHS) if len(part)]
    return tuple(Tenth(len(part), float(expected[part].mean()), float(actual[part].mean())) for part in parts)

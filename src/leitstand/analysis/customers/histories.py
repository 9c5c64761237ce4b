"""Sums up what each customer has bought so far: how often, how lately, since when, for how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

TimeUnit = Literal["day", "week", "month"]
DAYS: dict[TimeUnit, float] = {"day": 1.0, "week": 7.0, "month": 365.25 / 12}
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Histories:
    """One entry per customer in every array; times in `unit`.

    repeats: order days after the first. last, age: time from the first order day to the last one, and to `until`.
    spend: mean amount of a repeat order day, NaN where there is none.
    """

    keys: np.ndarray
    repeats: np.ndarray
    last: np.ndarray
    age: np.ndarray
    spend: np.ndarray
    until: date
    unit: TimeUnit

    def __len__(self) -> int:
        return len(self.keys)

    def time(self, days: float) -> float:
        """Days in the unit of these histories."""
        return days / DAYS[self.unit]


def order_days(purchases: pd.DataFrame) -> pd.DataFrame:
    """`customer`, `day`, `amount` of each purchase → one row per customer and day, by customer and day."""
    import pandas as pd

    rows = purchases[["customer", "day", "amount"]].dropna(subset=["customer", "day"])
    rows = rows.assign(day=pd.to_datetime(rows.day), amount=rows.amount.astype(float).fillna(0.0))
    return rows.groupby(["customer", "day"], sort=True).amount.sum().reset_index()


def histories(days: pd.DataFrame, until: date, unit: TimeUnit = "week") -> Histories:
    """Sums up the order days (see `order_days`) up to and with the day `until`; customers who came later are not there.

    >>> import pandas as pd
    >>> bought = pd.DataFrame({"customer": [1, 1, 2], "day": ["2024-01-01", "2024-01-15", "2024-01-08"], "amount": 5.0})
    >>> found = histories(order_days(bought), date(2024, 1, 29))
    >>> found.repeats.tolist(), found.last.tolist(), found.age.tolist()
    ([1.0, 0.0], [2.0, 0.0], [4.0, 3.0])
    """
    import pandas as pd

    end = pd.Timestamp(until)
    known = days[days.day <= end]
    first = known.groupby("customer").day.transform("min")
    later = known[known.day > first].groupby("customer").amount.agg(["count", "mean"])
    spans = known.groupby("customer").day.agg(["min", "max"])
    later = later.reindex(spans.index)
    length = DAYS[unit]
    return Histories(
        keys=spans.index.to_numpy(),
        repeats=later["count"].fillna(0).to_numpy(dtype=float),
        last=(spans["max"] - spans["min"]).dt.days.to_numpy() / length,
        age=(end - spans["min"]).dt.days.to_numpy() / length,
        spend=later["mean"].to_numpy(dtype=float),
        until=until,
        unit=unit,
    )

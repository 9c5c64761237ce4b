"""When the money on all accounts was lowest, and how much of what was missing customers held back by paying late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from leitstand.analysis.customers.paying import lateness

if TYPE_CHECKING:
    import pandas as pd

YEAR, WEEKS = 365, 365 / 7
LEAST_DAYS = 90
"""Days of known balances without which nothing is said."""


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest spell of the last year below a week's outgoings. since: its first day. until: the first day it was
    over, None while it lasts. on: the day of the lowest balance. course: all accounts together by day."""

    since: date
    until: date | None
    on: date
    lowest: float
    limit: float
    course: pd.Series


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What the largest customers had not paid on a day although they used to by then; since when they pay later."""

    amount: float
    customers: int
    since: date


def balances(rows: pd.DataFrame) -> pd.Series:
    """All accounts together by calendar day, from the first day on which each of them is known; empty without any.

    rows: account, day, balance (at the end of the day; days without movement may be missing).
    """
    import pandas as pd

    known = rows.dropna(subset=["account", "day", "balance"]).sort_values("day", kind="stable")
    if known.empty:
        return pd.Series(dtype=float)
    wide = known.groupby(["day", "account"]).balance.last().unstack()
    wide = wide.reindex(pd.date_range(wide.index.min(), wide.index.max())).ffill()
    whole: pd.Series = wide.dropna().sum(axis=1)
    return whole


def lowest(course: pd.Series, paid_out: pd.Series, as_of: date) -> Low | None:
    """The spell with the lowest balance of the last year in which less was there than usually goes out in a week.

    course: of `balances`. paid_out: amounts that went out in the last year, all positive. None: it never was so low,
    or too little is known.
    """
    import pandas as pd

    last = pd.Timestamp(as_of)
    year = course[(course.index > last - pd.Timedelta(days=YEAR)) & (course.index <= last)]
    if len(year) < LEAST_DAYS or paid_out.empty:
        return None
    limit = float(paid_out.sum()) / WEEKS
    below = (year < limit).to_numpy()
    at = int(np.argmin(year.to_numpy()))
    if not below[at]:
        return None
    start = at - int(np.argmin(below[at::-1])) + 1 if not below[: at + 1].all() else 0
    rest = np.flatnonzero(~below[at:])
    until = year.index[at + int(rest[0])].date() if len(rest) else None
    return Low(year.index[start].date(), until, year.index[at].date(), float(year.iloc[at]), limit, course)


def held_back(invoices: pd.DataFrame, on: date, as_of: date) -> HeldBack | None:
    """What the largest customers owed on a day and would have paid, had they paid as they used to; None where they
    pay as ever. invoices: as for paying.lateness."""
    import pandas as pd

    found = lateness(invoices, as_of)
    if found is None or found.effect <= 0 or found.since > on:
        return None
    day = pd.Timestamp(on)
    amount = 0.0
    for one in found.payers:
        own = invoices[(invoices.customer == one.customer) & (invoices.issued >= pd.Timestamp(found.since))]
        usual = own.due + pd.Timedelta(days=one.before)
        amount += float(own.amount[(usual < day) & ~(own.paid <= day)].sum())
    return HeldBack(amount, len(found.payers), found.since) if amount > 0 else None

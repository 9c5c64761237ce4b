"""Do the largest customers pay later and later, beside their own habit and beside all others?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LARGE = 0.01
"""Share of all that is invoiced on credit from which on a customer is large."""
MOST_LARGE, LEAST_LARGE = 10, 3
KNOWN_DAYS = 45
"""Days after the due date from which on a month can be judged: what is still unpaid then was certainly late."""
RECENT, LEAST_MONTHS = 12, 18
LEAST_INVOICES = 3
"""Of the large customers in a month; fewer say nothing about it."""
NOW = 3
LEAST_DAYS = 3.0


@dataclass(frozen=True, slots=True)
class Payer:
    """A large customer: median days late before the change and since, invoiced within the last year."""

    customer: Any
    before: float
    since: float
    invoiced: float


@dataclass(frozen=True, slots=True)
class Lateness:
    """months, large, others: first days, and median days late of what was invoiced in that month.

    since: the first month of the change. effect: mean days later since then than before, with its 95 % interval.
    slope: days more with each month. p: of a trend in the last twelve months beside the others (Kendall, exact).
    before, now: days late before the change, and in the last three months. tied: what the days added up to now keep
    from the account, in money.
    """

    months: tuple[date, ...]
    large: np.ndarray
    others: np.ndarray
    since: date
    effect: float
    low: float
    high: float
    slope: float
    p: float
    before: float
    now: float
    others_change: float
    tied: float
    payers: tuple[Payer, ...]


def months_known(invoices: pd.DataFrame, as_of: date) -> int:
    """Months that could be looked at (see `lateness`)."""
    table = _monthly(invoices, as_of)
    return 0 if table is None else len(table)


def lateness(invoices: pd.DataFrame, as_of: date) -> Lateness | None:
    """Compares the largest customers on credit with themselves and with the others; None with too few of them.

    invoices: `customer`, `issued`, `due`, `paid` (missing: not yet), `amount`; only those with a term count.
    """
    from scipy.stats import kendalltau, t

    table = _monthly(invoices, as_of)
    if table is None or len(table) < LEAST_MONTHS:
        return None
    apart = (table.large - table.others).to_numpy()
    recent = apart[-RECENT:]
    p = float(kendalltau(np.arange(len(recent)), recent).pvalue) if np.ptp(recent) else 1.0
    turn = _turn(apart)
    early, late = apart[:turn], apart[turn:]
    effect = float(late.mean() - early.mean())
    variance = late.var(ddof=1) / len(late) + early.var(ddof=1) / len(early)
    width = float(t.ppf(0.975, len(late) - 1) * np.sqrt(variance))
    large = table.large.to_numpy()
    since = table.index[turn].date()
    before, now = float(large[:turn].mean()), float(large[-NOW:].mean())
    payers = _payers(invoices, as_of, since)
    yearly = sum(one.invoiced for one in payers)
    others = table.others.to_numpy()
    return Lateness(
        months=tuple(day.date() for day in table.index),
        large=large,
        others=others,
        since=since,
        effect=effect,
        low=effect - width,
        high=effect + width,
        slope=float(np.polyfit(np.arange(len(late)), late, 1)[0]),
        p=p,
        before=before,
        now=now,
        others_change=float(others[turn:].mean() - others[:turn].mean()),
        tied=yearly / 365 * (now - before),
        payers=payers,
    )


def _known(invoices: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Invoices with a term, with the days late; what is unpaid is at least as late as it is today."""
    import pandas as pd

    end = pd.Timestamp(as_of)
    rows = invoices.dropna(subset=["customer", "issued", "due"])
    rows = rows[rows.due > rows.issued]
    return rows.assign(late=(rows.paid.fillna(end) - rows.due).dt.days)


def _large(rows: pd.DataFrame) -> pd.Index:
    sums = rows.groupby("customer").amount.sum().sort_values(ascending=False)
    kept: pd.Index = sums[sums >= LARGE * sums.sum()].index[:MOST_LARGE]
    return kept


def _monthly(invoices: pd.DataFrame, as_of: date) -> pd.DataFrame | None:
    """By month of the invoice, the latest stretch without gaps: `large`, `others`."""
    import pandas as pd

    rows = _known(invoices, as_of)
    large = _large(rows)
    if len(large) < LEAST_LARGE:
        return None
    rows = rows.assign(month=rows.issued.dt.to_period("M").dt.start_time)
    open_months = rows[rows.due > pd.Timestamp(as_of) - pd.Timedelta(days=KNOWN_DAYS)].month
    if len(open_months):
        rows = rows[rows.month < open_months.min()] if open_months.min() > rows.month.min() else rows[:0]
    own = rows.customer.isin(large)
    sizes = rows[own].groupby("month").size()
    # the mean of the others: half-days, so that the differences are hardly ever alike
    table = pd.DataFrame(
        {
            "large": rows[own].groupby("month").late.median()[sizes >= LEAST_INVOICES],
            "others": rows[~own].groupby("month").late.apply(_trimmed),
        }
    ).dropna()
    if table.empty:
        return None
    whole = pd.date_range(table.index.min(), table.index.max(), freq="MS")
    gaps = [day for day in whole if day not in table.index]
    return table[table.index > gaps[-1]] if gaps else table


def _trimmed(late: pd.Series) -> float:
    """Mean without the most extreme tenths."""
    return float(late[(late >= late.quantile(0.1)) & (late <= late.quantile(0.9))].mean())


def _turn(values: np.ndarray) -> int:
    """Where a level line begins to rise: the place of the first changed month, by least squares; never the last two."""
    places, best, found = np.arange(len(values)), np.inf, len(values) - RECENT
    for place in range(len(values) - RECENT, len(values) - 2):
        ramp = np.clip(places - place + 1, 0, None)
        design = np.column_stack([np.ones(len(values)), ramp])
        left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
        if (error := float(left @ left)) < best:
            best, found = error, place
    return found


def _payers(invoices: pd.DataFrame, as_of: date, since: date) -> tuple[Payer, ...]:
    """The large customers, those who add most money first."""
    import pandas as pd

    rows = _known(invoices, as_of)
    start, year = pd.Timestamp(since), pd.Timestamp(as_of) - pd.Timedelta(days=365)
    ready = rows[rows.due <= pd.Timestamp(as_of) - pd.Timedelta(days=KNOWN_DAYS)]
    found = []
    for customer in _large(rows):
        own, judged = rows[rows.customer == customer], ready[ready.customer == customer]
        before, later = judged[judged.issued < start].late, judged[judged.issued >= start].late
        if len(before) and len(later):
            invoiced = float(own[own.issued > year].amount.sum())
            found.append(Payer(customer, float(before.median()), float(later.median()), invoiced))
    return tuple(sorted(found, key=lambda one: -(one.since - one.before) * one.invoiced))

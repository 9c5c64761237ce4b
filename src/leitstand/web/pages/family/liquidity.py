"""How much money there was and will be: what was paid, what is expected of open invoices, what is usual besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import Period, add_months, period_of

if TYPE_CHECKING:
    import pandas as pd

    from leitstand.metrics.compute.result import Value

BEHIND, AHEAD = 9, 4
"""Months."""
WEEKS = 365 / 7
LEAST_PAID = 10
"""Invoices of a customer that must have been paid before the own habit counts instead of everybody's."""


@dataclass(frozen=True, slots=True)
class Month:
    """Amounts of one month, all positive. paid_in, paid_out: known. expected_in: open invoices that will be paid then.
    planned_in, planned_out: what is usual besides. balance: at the end of the month; None where nobody knows."""

    period: Period
    paid_in: float | None = None
    paid_out: float | None = None
    expected_in: float | None = None
    planned_in: float | None = None
    planned_out: float | None = None
    balance: float | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Liquidity:
    """limit: what usually goes out in a week; None where too little is known. lowest: the month ahead with the lowest
    balance. late: days after the due date on which invoices are usually paid."""

    months: Sequence[Month]
    limit: float | None
    late: float | None

    @property
    def lowest(self) -> Month | None:
        known = [one for one in self.months if one.ahead and one.balance is not None]
        return min(known, key=lambda one: one.balance or 0.0, default=None)


def liquidity(
    inflow: Sequence[Value], outflow: Sequence[Value], balance: Sequence[Value], invoices: pd.DataFrame, as_of: date,
) -> Liquidity | None:  # fmt: skip
    """The months behind and ahead; None without three complete months of money that moved.

    inflow, outflow, balance: by month. invoices: customer, due, paid (missing: open), amount still open.
    """
    ins, outs = ([one for one in values if one.complete and one.value is not None] for values in (inflow, outflow))
    if min(len(ins), len(outs)) < 3:
        return None
    received, went = ({one.period.start: one.value or 0.0 for one in values} for values in (ins, outs))
    known = {one.period.start: one.value for one in balance if one.complete}
    last = max(received)
    behind = [period_of(add_months(last, -back), "month") for back in range(BEHIND - 1, -1, -1)]
    months = [
        Month(one, received.get(one.start, 0.0), went.get(one.start, 0.0), balance=known.get(one.start))
        for one in behind if one.start in received or one.start in went
    ]  # fmt: skip
    late, due = expected(invoices, as_of)
    year = [went.get(add_months(last, -back), 0.0) for back in range(12) if add_months(last, -back) in went]
    limit = sum(year) * 12 / len(year) / WEEKS if year else None
    level = months[-1].balance
    usual_in, usual_out = usual(ins), usual(outs)
    for step in range(AHEAD):
        period = period_of(add_months(last, step + 1), "month")
        open_in = due.get(period.start, 0.0)
        more, out = max(usual_in[step] - open_in, 0.0), usual_out[step]
        level = None if level is None else level + open_in + more - out
        months.append(Month(period, None, None, open_in, more, out, level, True))
    return Liquidity(months, limit, late)


def usual(values: Sequence[Value]) -> list[float]:
    """What is to be expected in each month ahead: the forecast, else the mean of the last twelve months."""
    from leitstand.analysis.outlook import outlooks

    try:
        return [max(float(one), 0.0) for one in outlooks(list(values), AHEAD)[0].forecast.value]
    except LeitstandError:
        recent = [one.value or 0.0 for one in values[-12:]]
        return [sum(recent) / len(recent)] * AHEAD


def expected(invoices: pd.DataFrame, as_of: date) -> tuple[float | None, dict[date, float]]:
    """Usual days late of all, and first day of a month → open amount that will be paid in it.

    A customer with enough paid invoices pays as late as ever, another as late as all; what should be paid already
    comes in the first month ahead.
    """
    import pandas as pd

    rows = invoices.dropna(subset=["due"])
    paid = rows.dropna(subset=["paid"])
    late = (paid.paid - paid.due).dt.days
    if paid.empty:
        return None, {}
    everybody = float(median(late))
    own = late.groupby(paid.customer).agg(["median", "size"])
    habits = own["median"][own["size"] >= LEAST_PAID]
    still = rows[rows.paid.isna() & (rows.amount > 0)]
    days = still.customer.map(habits).fillna(everybody)
    when = still.due + pd.to_timedelta(days.round(), unit="D")
    first = pd.Timestamp(as_of).to_period("M").start_time
    month = when.where(when >= first, first).dt.to_period("M").dt.start_time
    found = still.amount.groupby(month).sum()
    return everybody, {pd.Timestamp(day).date(): float(amount) for day, amount in found.items()}  # type: ignore[arg-type]

"""How the company keeps itself able to pay: profit paid out, money put aside, and credit when customers pay late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.finance.accounts import BANK, RETAINED, SAVINGS
from leitstand.demo.finance.postings import entries
from leitstand.demo.finance.workdays import workday, workday_before
from leitstand.demo.world import END, FIRST_DAY

Cents = npt.NDArray[np.int64]
DAYS = pd.date_range(FIRST_DAY, END, inclusive="left")
SHORT = 25_000_00
"""Below this balance, in cents, of all accounts together, the company counts as short of cash."""
_USUAL = 60_000_00
_JUNES = [day for day in (date(2024, 6, 3), date(2025, 6, 2), date(2026, 6, 1)) if day > FIRST_DAY]
_PAID_OUT = pd.DatetimeIndex(workday(_JUNES))
_SUMMER = (pd.Timestamp(2026, 6, 1), pd.Timestamp(2026, 8, 31))
_ROUND = 1_000_00
_RATE = 0.085


@dataclass(frozen=True, slots=True)
class Shortage:
    """When money first was short, the credit drawn for it, the lowest balance in summer without the credit, and what
    that balance would have been had customers paid as before; amounts in cents."""

    since: pd.Timestamp
    credit: int
    credit_on: pd.Timestamp
    lowest: int
    as_planned: int


@dataclass(frozen=True, slots=True)
class Liquidity:
    """entries: of profit paid out, savings and credit. opening, savings: cents on the first day in all accounts, and
    on the savings account."""

    entries: pd.DataFrame
    opening: int
    savings: int
    shortage: Shortage | None


def kept(flow: pd.Series, late: pd.Series, story: bool) -> Liquidity:
    """The company's own moves of money. flow: cents over the bank by day; late: what customers held back, by day.

    Every June the owners take out what leaves the usual reserve for the year to come, by what customers usually do.
    That is why late payment makes the company short: the money is spent.
    """
    moved = flow.reindex(DAYS, fill_value=0).cumsum().to_numpy()
    missing = late.reindex(DAYS, fill_value=0).to_numpy()
    starts = [0, *DAYS.get_indexer(_PAID_OUT)]
    spans = [slice(start, end) for start, end in zip(starts, [*starts[1:], len(DAYS)], strict=True)]
    bases = [_USUAL + int(missing[one].max()) - int((moved + missing)[one].min()) for one in spans]
    at = int(np.argmin(np.where(DAYS.to_series().between(*_SUMMER), moved, np.iinfo(np.int64).max)))
    if story:
        bases[-1] = SHORT - int(0.4 * missing[at]) - int(moved[at])
    # nothing is paid in again: what a later year needs stays in the company
    bases = [max(bases[place:]) // _ROUND * _ROUND for place in range(len(bases))]
    balance = moved + np.repeat(bases, [span.stop - span.start for span in spans])
    taken = entries(_PAID_OUT, RETAINED, BANK, -np.diff(bases), document="GA-" + _PAID_OUT.strftime("%Y"),
                    text="Gewinnausschüttung Gesellschafter")  # fmt: skip
    found, shortage = [taken], None
    if story:
        shortage = _shortage(balance, starts[-1], at, int(missing[at]))
        found.append(_credit(shortage))
        balance = balance + _gained(found[-1])
    aside, first = _savings(balance)
    return Liquidity(pd.concat([*found, aside]), bases[0], first, shortage)


def _shortage(balance: Cents, since: int, lowest_at: int, missing: int) -> Shortage:
    """Two bank days after the first day short of cash the bank pays out a credit that lasts to the end."""
    short_at = since + int(np.argmax(balance[since:] < SHORT))
    needed = SHORT + 15_000_00 - int(balance[short_at:].min())
    lowest = int(balance[lowest_at])
    drawn_on = pd.Timestamp(workday([DAYS[short_at]], 2)[0])
    return Shortage(DAYS[short_at], -(-needed // 10_000_00) * 10_000_00, drawn_on, lowest, lowest + missing)


def _credit(shortage: Shortage) -> pd.DataFrame:
    months = pd.period_range(shortage.credit_on, DAYS[-1], freq="M")
    interest = np.full(len(months), round(shortage.credit * _RATE / 12))
    return pd.concat(
        [
            entries([shortage.credit_on], BANK, 631, shortage.credit, document="KK-1",
                    text="Kontokorrentkredit Auszahlung"),
            entries(workday_before(months.end_time.normalize()), 2110, BANK, interest,
                    document="KK-" + months.strftime("%Y%m"), text="Kontokorrentkredit Zinsen"),
        ]
    )  # fmt: skip


def _gained(found: pd.DataFrame) -> Cents:
    """What the entries have added to the bank account by each day."""
    cents = found["cents"].where(found["account"] == BANK, -found["cents"])
    return np.asarray(cents.groupby(found["day"]).sum().reindex(DAYS, fill_value=0).cumsum())


def _savings(balance: Cents) -> tuple[pd.DataFrame, int]:
    """On the third of each month half of what is not needed for forty days lies aside, in whole 10,000 euro."""
    days = pd.DatetimeIndex([DAYS[0], *workday([one + pd.Timedelta(days=2) for one in DAYS[DAYS.day == 1][1:]])])
    levels = []
    for at in DAYS.get_indexer(days):
        spare = (int(balance[at : at + 40].min()) - 20_000_00) // 2
        levels.append(max(spare, 0) // 10_000_00 * 10_000_00)
    moves = entries(days[1:], SAVINGS, BANK, np.diff(levels), document="UM-" + days[1:].strftime("%Y%m"),
                    text="Umbuchung Tagesgeldkonto")  # fmt: skip
    return moves, levels[0]

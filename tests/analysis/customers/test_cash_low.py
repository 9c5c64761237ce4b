"""The day on which the accounts were nearly empty."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.customers.cash_low import balances, held_back, lowest

DAYS = pd.date_range("2024-07-01", "2025-12-31")


def rows(dip: float = 3_000.0) -> pd.DataFrame:
    """Two accounts, one with gaps; the first is nearly empty from June 17th to 19th."""
    amounts = np.full(len(DAYS), 80_000.0)
    amounts[DAYS.get_loc(pd.Timestamp("2025-06-17")) :][:3] = [dip, dip + 20_000, dip + 5_000]
    first = pd.Series(amounts, DAYS)
    second = pd.Series(1_000.0, DAYS[::30])
    both = [pd.DataFrame({"account": name, "day": one.index, "balance": one.to_numpy()})
            for name, one in (("a", first), ("b", second))]  # fmt: skip
    return pd.concat(both)


def test_the_lowest_spell_with_its_days() -> None:
    found = lowest(balances(rows()), pd.Series([2_600_000.0]), date(2025, 12, 31))
    assert found is not None and found.limit == pytest.approx(2_600_000 * 7 / 365)
    assert (found.since, found.on, found.until) == (date(2025, 6, 17), date(2025, 6, 17), date(2025, 6, 20))
    assert found.lowest == 4_000.0


def test_enough_money_is_no_finding() -> None:
    assert lowest(balances(rows(dip=70_000.0)), pd.Series([2_600_000.0]), date(2025, 12, 31)) is None


def test_what_large_customers_held_back() -> None:
    """Eight customers are billed 1,000 a month due in 14 days; from July on they pay later with every month."""
    issued = pd.date_range("2024-01-01", "2025-11-01", freq="MS")
    bills = []
    for customer in range(8):
        for at, day in enumerate(issued):
            due = day + pd.Timedelta(days=14)
            late = 5 if day < pd.Timestamp("2025-07-01") else 5 + 10 * (at - 17)
            paid = due + pd.Timedelta(days=late + customer % 3)
            bills.append((customer, day, due, paid, 1_000.0))
    others = [(100 + n, issued[n % 23], issued[n % 23] + pd.Timedelta(days=14), issued[n % 23]
               + pd.Timedelta(days=17 + n % 3), 50.0) for n in range(460)]  # fmt: skip
    table = pd.DataFrame(bills + others, columns=["customer", "issued", "due", "paid", "amount"])
    found = held_back(table, date(2025, 10, 31), date(2025, 12, 31))
    assert found is not None and found.customers == 8 and found.since >= date(2025, 6, 1)
    # the bills of September were due on the 15th and used to be paid by the 22nd; those of August still waited too
    assert found.amount == pytest.approx(16_000.0, abs=8_000) and found.amount % 1_000 == 0
    assert held_back(table, date(2025, 3, 31), date(2025, 12, 31)) is None

"""Large customers who pay later and later, and those who only pay unevenly."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from leitstand.analysis.customers import paying

LAST = date(2024, 12, 31)


def invoices(dice: np.random.Generator, later: float, large: int = 6) -> pd.DataFrame:
    """Three years of invoices; from January 2024 on the large customers pay so many days more with each month."""
    a_month = np.concatenate([np.repeat(np.arange(large), 3), np.arange(large, 60)])
    customer, month = np.tile(a_month, 36), np.repeat(np.arange(36), len(a_month))
    big = customer < large
    starts = pd.date_range("2022-01-01", periods=36, freq="MS").to_numpy()
    issued = pd.Series(starts[month] + dice.integers(0, 28, len(month)).astype("timedelta64[D]"))
    late = dice.normal(4, 6, len(month)).round() + later * np.clip(month - 23, 0, None) * big
    due = issued + pd.Timedelta(days=14)
    paid = due + pd.to_timedelta(late.round(), unit="D")
    table = pd.DataFrame({"customer": customer, "issued": issued, "due": due, "paid": paid})
    table["amount"] = np.where(big, 5000.0, 300.0)
    return table.assign(paid=paid.where(paid <= pd.Timestamp(LAST)))


def test_who_pays_later_is_found_with_its_beginning_size_and_money() -> None:
    found = paying.lateness(invoices(np.random.default_rng(1), 4.0), LAST)
    assert found is not None
    assert abs((found.since - date(2024, 1, 1)).days) <= 31
    assert found.p < 1e-3
    months = sum(month >= date(2024, 1, 1) for month in found.months)
    assert found.low < 4 * (months + 1) / 2 < found.high
    assert {one.customer for one in found.payers} == set(range(6))
    assert found.tied > 0.5 * 6 * 3 * 5000 * 12 / 365 * 30


def test_uneven_payers_are_no_finding() -> None:
    p = []
    for seed in range(25):
        found = paying.lateness(invoices(np.random.default_rng(seed), 0.0), LAST)
        assert found is not None
        p.append(found.p)
    assert np.mean(np.array(p) < 0.05) <= 0.16
    assert min(p) > 1e-3


def test_all_paying_later_together_is_not_about_the_large() -> None:
    rows = invoices(np.random.default_rng(3), 0.0)
    rows["paid"] += pd.to_timedelta(np.maximum(0, (rows.issued - pd.Timestamp(2024, 1, 1)).dt.days) // 8, unit="D")
    found = paying.lateness(rows, LAST)
    assert found is not None
    assert found.p > 0.01 and found.others_change > 5


def test_short_histories_and_few_customers_say_nothing() -> None:
    rows = invoices(np.random.default_rng(2), 4.0)
    assert paying.lateness(rows[rows.issued > pd.Timestamp(2024, 1, 1)], LAST) is None
    assert paying.lateness(rows[rows.customer < 2], LAST) is None
    assert paying.lateness(rows[:0], LAST) is None
    assert 0 < paying.months_known(rows[rows.issued > pd.Timestamp(2024, 1, 1)], LAST) < paying.LEAST_MONTHS

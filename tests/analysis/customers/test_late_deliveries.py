"""Late parcels: where they come late, and what follows."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.customers.late_deliveries import deliveries, outcome, spell

CELLS = [(carrier, region) for carrier in ("A", "B", "C") for region in ("N", "S", "W", "E")]
MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")


def parcels(struck: tuple[int, int] = (12, 18), late: float = 0.7, angry: float = 0.4) -> pd.DataFrame:
    """40 parcels a month and cell; those of A in S come late within the struck months. Late ones lead to complaints."""
    dice = np.random.default_rng(5)
    rows = []
    for at, month in enumerate(MONTHS):
        for carrier, region in CELLS:
            share = late if (carrier, region) == ("A", "S") and struck[0] <= at < struck[1] else 0.07
            was_late = dice.random(40) < share
            complained = dice.random(40) < np.where(was_late, angry, 0.03)
            rows.append(pd.DataFrame({"month": month, "carrier": carrier, "region": region, "late": was_late,
                                      "complained": complained}))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def test_the_spell_is_found_with_its_segment_and_its_months() -> None:
    found = spell(parcels())
    assert found is not None
    assert (found.dims, found.since, found.until) == (
        {"carrier": "A", "region": "S"}, date(2025, 1, 1), date(2025, 7, 1),
    )  # fmt: skip
    assert found.shift.low < 0.63 < found.shift.high


def test_without_a_spell_nothing_is_put_down_to_it() -> None:
    assert spell(parcels(late=0.07)) is None


def test_what_follows_each_late_parcel() -> None:
    rows = parcels()
    of = spell(rows)
    assert of is not None
    found = outcome(rows, "complained", of)
    assert found is not None and found.shift.p < 1e-3
    each, low, high = found.per_late
    assert low < 0.37 < high and each == pytest.approx(0.37, abs=0.1)
    assert found.during > 0.2 > 0.1 > found.before


def test_another_order_within_ninety_days_counts_and_months_not_over_yet_do_not() -> None:
    orders = pd.DataFrame(
        {
            "order": [1, 2, 3, 4],
            "customer": [1, 1, 2, 3],
            "day": pd.to_datetime(["2025-01-10", "2025-04-10", "2025-01-10", "2025-12-01"]),
        }
    )
    sent = orders.day + pd.Timedelta(days=1)
    found = deliveries(
        orders.assign(
            sent=sent, promised=sent, delivered=sent + pd.to_timedelta([0, 1, 0, 0], "D"), ordered=orders.day
        ),
        orders,
        date(2025, 12, 31),
    )
    assert found.late.tolist() == [False, True, False, False]
    assert found.again.tolist()[:3] == [1.0, 0.0, 0.0] and np.isnan(found.again.iloc[3])

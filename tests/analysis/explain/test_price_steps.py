"""Price steps: found with month and size at constant mix, and not where only the mix moved."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.explain.price_steps import price_step, units_since

MONTHS = pd.date_range("2024-01-10", periods=24, freq="MS")


def sales(seed: int, step: float = 0.0, at: int = 15, mix: bool = False) -> pd.DataFrame:
    """Ten products of very different prices, a dozen sales of each a month, with discounts here and there."""
    dice = np.random.default_rng(seed)
    rows = []
    for month, day in enumerate(MONTHS):
        for product in range(10):
            lines = dice.poisson(12 if not (mix and month >= at and product > 6) else 60) + 1
            price = 5.0 * (product + 1) * (1 + step * (month >= at))
            units = dice.integers(1, 4, lines)
            amount = units * price * dice.choice([1.0, 0.9], lines, p=[0.8, 0.2])
            rows.append(pd.DataFrame({"day": day, "product": product, "units": units, "amount": amount}))
    return pd.concat(rows, ignore_index=True)


def test_a_step_is_found_with_month_and_size() -> None:
    found = price_step(sales(1, step=0.08))
    assert found is not None and found.p < 1e-6
    assert found.since.isoformat() == MONTHS[15].replace(day=1).date().isoformat() and found.products == 10
    assert found.low < 0.08 < found.high and found.high - found.low < 0.04
    assert found.index[-1] / found.index[0] == pytest.approx(1.08, abs=0.03)


def test_dearer_products_selling_more_is_no_price_change() -> None:
    found = price_step(sales(2, mix=True))
    assert found is not None and found.p > 0.01


def test_chance_is_no_price_change() -> None:
    p = np.array([found.p for seed in range(10, 40) if (found := price_step(sales(seed)))])
    assert len(p) == 30 and (p < 0.05).mean() <= 0.1


def test_short_or_thin_histories_say_nothing() -> None:
    assert price_step(sales(3).query("day < '2024-06-01'")) is None
    assert price_step(sales(3).query("product < 2")) is None
    assert price_step(sales(3).head(0)) is None


def test_units_against_the_same_months_of_the_year_before() -> None:
    days = pd.date_range("2024-01-15", periods=24, freq="MS")
    units = np.where(days < pd.Timestamp("2025-07-01"), 100.0, 90.0) + np.tile([0.0, 2.0, -2.0], 8)
    found = units_since(pd.DataFrame({"day": days, "units": units}), date(2025, 7, 1))
    assert found is not None
    change, low, high = found
    assert low < -0.10 < high and change == pytest.approx(-0.1, abs=0.02)
    assert units_since(pd.DataFrame({"day": days[:14], "units": units[:14]}), date(2025, 1, 1)) is None

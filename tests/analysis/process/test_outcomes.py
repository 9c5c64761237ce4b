"""Shares of cases that change for good, and amounts that were expected."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.process.expectations import biases
from leitstand.analysis.process.outcomes import changed, optional_stages, passages

MONTHS = pd.date_range("2023-10-01", periods=36, freq="MS")


def cases(before: float, after: float, each: int, seed: int = 1) -> tuple[pd.Series, pd.Series]:
    month = pd.Series(np.repeat(MONTHS, each))
    share = np.where(month < pd.Timestamp("2025-10-01"), before, after)
    return month, pd.Series(np.random.default_rng(seed).random(len(month)) < share)


def test_the_month_and_the_size_of_a_change() -> None:
    found = changed(*cases(0.88, 0.54, 20))
    assert found is not None and found.p < 1e-6
    assert abs((found.since - date(2025, 10, 1)).days) <= 31
    assert found.low < -0.34 < found.high and found.yearly == 240


def test_rare_cases_alarm_no_more_often_than_they_may() -> None:
    found = [changed(*cases(0.4, 0.4, 3, seed)) for seed in range(60)]
    assert sum(one is not None and one.p < 0.05 for one in found) <= 6


def test_too_short_a_history_says_nothing() -> None:
    month, hit = cases(0.9, 0.1, 20)
    assert changed(month[month < "2024-08-01"], hit[month < "2024-08-01"]) is None


def moves() -> pd.DataFrame:
    """Four deals: 1 and 2 pass the approval, 2 is lost in it; 3 and 4 go straight to the talks."""
    rows = [
        (1, "offer", 1, "won"), (1, "approval", 2, "won"), (1, "talks", 3, "won"),
        (2, "offer", 1, "lost"), (2, "approval", 2, "lost"),
        (3, "offer", 1, "lost"), (3, "talks", 3, "lost"),
        (4, "offer", 1, "won"), (4, "talks", 3, "won"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["case_id", "stage", "position", "outcome"])
    entered = pd.Timestamp("2025-01-05") + pd.to_timedelta(table.position, "D")
    return table.assign(entered_at=entered, left_at=entered + pd.Timedelta(days=1), is_end=False)


def test_who_gets_further_and_which_stage_is_not_for_all() -> None:
    found = passages(moves()).set_index(["case_id", "stage"]).further
    assert found[1, "approval"] and not found[2, "approval"] and found[2, "offer"] and not found[3, "talks"]
    assert found[4, "talks"], "a deal that was won got further from its last stage"
    assert optional_stages(moves()) == ["approval"]


def test_expected_amounts_above_those_that_came() -> None:
    dice = np.random.default_rng(3)
    won = dice.uniform(500, 5000, 400)
    table = pd.DataFrame(
        {"deal": np.arange(400), "stage": "offer", "position": 3, "entered": pd.Timestamp("2025-01-01"),
         "expected": won * 1.12 * dice.lognormal(0, 0.12, 400), "won": won}
    )  # fmt: skip
    (found,) = biases(table)
    assert found.low < 0.128 < found.high and found.mean == pytest.approx(0.128, abs=0.02)
    assert biases(table[:20]) == []

"""Segments, retention, concentration, needs, pairs, standing, churn: worked by hand or against invented customers."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.customers import (
    churn,
    concentration,
    cross_selling,
    needs,
    retention,
    segments,
    standing,
    success,
)
from leitstand.analysis.customers.histories import order_days


def test_rfm_scores_recency_by_the_own_pace() -> None:
    """Both were last seen 40 days ago: for the weekly buyer that is long, for the yearly one it is nothing."""
    weekly = [date(2024, 1, 1) + timedelta(days=7 * week) for week in range(20)]
    last = weekly[-1]
    yearly = [last - timedelta(days=days) for days in (1095, 730, 365, 0)]
    rows = [("weekly", day, 10.0) for day in weekly] + [("yearly", day, 10.0) for day in yearly]
    rows += [(f"other{n}", last - timedelta(days=30 * n), 5.0 + n) for n in range(8)]
    found = segments.rfm(
        order_days(pd.DataFrame(rows, columns=["customer", "day", "amount"])), last + timedelta(days=40)
    )
    assert found.r["yearly"] > found.r["weekly"]
    assert found.r["weekly"] <= 2
    assert found.loc["weekly", "segment"] in ("at_risk", "cannot_lose")
    assert set(found.segment) <= set(segments.SEGMENTS)


def test_kaplan_meier_with_greenwood() -> None:
    """The leukaemia patients of Freireich (1963) under 6-MP: 0.857 after 6 weeks, 0.690 after 13, 0.448 after 23."""
    gone = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    there = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = retention.kaplan_meier(np.array(gone + there, float), np.array([True] * 9 + [False] * 12))
    assert [found.at(week)[0] for week in (0, 6, 13, 23)] == pytest.approx([1, 0.8571, 0.6902, 0.4482], abs=1e-4)
    _, low, high = found.at(23)
    assert (low, high) == pytest.approx((0.1881, 0.6801), abs=1e-3)


def test_cohorts_leave_out_months_that_are_not_over() -> None:
    rows = [("a", "2024-01-05"), ("a", "2024-02-10"), ("b", "2024-01-31"), ("b", "2024-03-02"), ("c", "2024-02-01")]
    days = order_days(pd.DataFrame(rows, columns=["customer", "day"]).assign(amount=1.0))
    found = retention.cohorts(days, date(2024, 3, 15)).set_index(["cohort", "age"])
    assert found.loc[(pd.Timestamp(2024, 1, 1), 1), "share"] == 0.5
    assert (pd.Timestamp(2024, 1, 1), 2) not in found.index


def came_back(dice: np.random.Generator, before: float, now: float, new: int = 40) -> pd.DataFrame:
    """Three years of new customers; those of the last months come back with another probability."""
    rows = []
    for month in range(36):
        start = pd.Timestamp(2022, 1, 1) + pd.DateOffset(months=month)
        for number in range(new):
            first = start + pd.Timedelta(days=int(dice.integers(0, 28)))
            rows.append((f"{month}-{number}", first))
            if dice.random() < (now if month >= 27 else before):
                rows.append((f"{month}-{number}", first + pd.Timedelta(days=int(dice.integers(5, 80)))))
    return order_days(pd.DataFrame(rows, columns=["customer", "day"]).assign(amount=1.0))


def test_a_loss_of_retention_is_found_with_its_size() -> None:
    found = retention.change(came_back(np.random.default_rng(1), 0.5, 0.3, new=120), date(2024, 12, 31))
    assert found is not None
    assert found.since == date(2024, 4, 1)
    assert found.low < -0.2 < found.high < 0
    assert found.p < 1e-4


def test_no_loss_is_seldom_seen() -> None:
    p = []
    for seed in range(40):
        found = retention.change(came_back(np.random.default_rng(seed), 0.4, 0.4, new=8), date(2024, 12, 31))
        assert found is not None
        p.append(found.p)
    assert np.mean(np.array(p) < 0.05) <= 0.15
    assert min(p) > 0.001


def test_concentration_of_equal_customers() -> None:
    found = concentration.concentration(np.full(20, 5.0))
    assert found is not None
    assert found.half == 10 and found.top10 == pytest.approx(0.5)
    assert found.gini == pytest.approx(0) and 1 / found.hhi == pytest.approx(20)
    assert concentration.concentration(np.array([0.0, -3.0])) is None


def test_pairs_that_belong_together_and_no_others() -> None:
    dice = np.random.default_rng(2)
    rows = []
    for basket in range(2000):
        items = {name for name in "abcdef" if dice.random() < 0.1}
        if "a" in items and dice.random() < 0.6:
            items.add("b")
        rows += [(basket, item) for item in items]
    found = cross_selling.pairs(pd.DataFrame(rows, columns=["basket", "item"]))
    assert {frozenset(pair) for pair in found[["first", "second"]].to_numpy()} == {frozenset("ab")}
    assert found.lift[0] > 1.5
    assert cross_selling.pairs(pd.DataFrame({"basket": [], "item": []})).empty


def test_the_next_need_comes_after_the_own_interval() -> None:
    coffee = [("x", date(2024, 1, 1) + timedelta(days=30 * n), "coffee", 10.0) for n in range(5)]
    rows = pd.DataFrame(
        [*coffee, ("x", date(2024, 1, 1), "tea", 10.0)], columns=["customer", "day", "category", "amount"]
    )
    rows["day"] = pd.to_datetime(rows.day)
    found = needs.needs(rows, date(2024, 5, 28)).set_index("category")
    assert found.loc["coffee", "next"] == pd.Timestamp(2024, 5, 30)
    assert found.loc["coffee", "due"] and found.loc["coffee", "own"]
    assert found.loc["coffee", "share"] == pytest.approx(5 / 6)
    assert not found.loc["tea", "due"]


def test_standing_and_its_costs_add_up_and_unknown_parts_do_not_count() -> None:
    parts = pd.DataFrame({"a": [50.0, 50.0, None], "b": [80.0, None, 80.0]})
    found = standing.standing(parts, {"a": 3, "b": 1})
    assert found.loc[:1].sum(axis=1).tolist() == pytest.approx([100, 100])
    assert found.score[1] == 50
    assert np.isnan(found.score[2])


def leaving(dice: np.random.Generator, many: int) -> pd.DataFrame:
    """Customers who order each month until they leave, at different rates."""
    rows = []
    for customer in range(many):
        rate, stays = dice.gamma(2, 20) + 10, dice.exponential(600)
        start = dice.uniform(0, 900)
        day = start
        while day < min(start + stays, 1095):
            rows.append((customer, pd.Timestamp(2022, 1, 1) + pd.Timedelta(days=int(day))))
            day += dice.exponential(rate)
    return order_days(pd.DataFrame(rows, columns=["customer", "day"]).assign(amount=20.0))


def test_churn_risks_mean_what_they_say() -> None:
    found = churn.churn(leaving(np.random.default_rng(4), 1500), date(2024, 12, 30))
    assert found is not None and found.useful
    assert found.auc > 0.75 and found.lift > 1.3 and found.brier < found.base_brier
    assert found.weights["silence"] > 0
    risky = max(found.risk, key=lambda key: found.risk[key])
    assert "silence" in [name for name, _ in found.reasons[risky]]


def test_churn_is_not_learnt_from_too_little() -> None:
    assert churn.churn(leaving(np.random.default_rng(4), 100), date(2024, 12, 30)) is None


def test_features_know_nothing_of_the_future() -> None:
    days = leaving(np.random.default_rng(6), 60)
    day = date(2024, 3, 1)
    pd.testing.assert_frame_equal(churn.features(days, day), churn.features(days[days.day <= pd.Timestamp(day)], day))


def test_too_few_cases_say_nothing_about_success() -> None:
    assert success.association(np.arange(100) < 24, np.arange(100) % 2 == 0) is None
    assert success.least_cases(5000) == 100

"""A month that has only begun is not set against a whole one, and foreign money without a rate is never nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer

APRIL = Ask("month", start=date(2024, 4, 1), end=date(2024, 5, 1))


def daily(first: date, days: int, amount: float) -> list[tuple[str, float]]:
    return [((first + timedelta(days=n)).isoformat(), amount) for n in range(days)]


def test_growth_of_a_month_that_has_only_begun() -> None:
    sold = [*daily(date(2023, 3, 20), 60, 10), *daily(date(2024, 3, 1), 31, 10), *daily(date(2024, 4, 1), 10, 12)]
    rows = {
        "order": [{"order_id": n, "ordered_at": day} for n, (day, _) in enumerate(sold)],
        "order_line": [{"order_id": n, "net_amount": amount} for n, (_, amount) in enumerate(sold)],
    }
    for metric in ("revenue_growth", "revenue_growth_previous"):
        (value,) = answer(worked.facts(rows), metric, APRIL)
        assert not value.complete
        assert value.value == pytest.approx(0.2), metric


def test_runway_counts_whole_months_only() -> None:
    moves = daily(date(2024, 1, 1), 100, -10)  # up to 9 April
    rows = {
        "cash_movement": [{"booked_on": day, "amount": amount} for day, amount in moves],
        "cash_balance": [{"day": "2024-04-09", "account_id": "a", "balance": 910}],
    }
    (value,) = answer(worked.facts(rows), "cash_runway_months", APRIL)
    assert value.value == pytest.approx(3)  # 91 days before 10 April cost 910


def test_payback_does_not_count_foreign_sales_as_nothing() -> None:
    rows = {
        "order": [{"order_id": n, "ordered_at": "2024-04-10", "customer_key": n} for n in range(1, 11)],
        "order_line": [{"order_id": n, "net_amount": 50, "cost_amount": 20} for n in range(1, 10)]
        + [{"order_id": 10, "net_amount": 900, "cost_amount": 20, "currency": "USD"}],
        "cost": [{"booked_on": "2024-04-30", "amount": 500, "cost_type": "acquisition_media"}],
    }
    (value,) = answer(worked.facts(rows), "cac_payback_months", APRIL)
    assert value.status == "not_convertible"


def test_the_sample_of_an_engagement_rate_is_its_posts_not_its_followers() -> None:
    rows = {
        "social_post": [{"post_id": 1, "account_id": "a", "published_at": "2024-04-02"}],
        "social_post_snapshot": [{"post_id": 1, "snapshot_at": "2024-04-05", "reactions": 50}],
        "social_account_day": [{"account_id": "a", "platform": "x", "day": "2024-04-01", "followers": 1000}],
    }
    (value,) = answer(worked.facts(rows), "er_followers", APRIL)
    assert (value.value, value.n) == (0.05, 1)

"""A column that the source never fills is no "no": no 0.00 euro per visit where orders do not name their channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.result import Value

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

VISITS = [{"started_at": "2024-03-05", "pageviews": 2} for _ in range(40)]
DAY = {"account_id": "a", "platform": "x"}
TICKET = {"created_at": "2024-03-04", "status": "solved", "last_solved_at": "2024-03-05"}
DEAL = {"created_at": "2024-01-02", "closed_at": "2024-03-05", "outcome": "won", "amount": 10}

NEVER: dict[str, tuple[str, Rows]] = {
    "revenue_per_session": ("order.channel", {
        "web_session": VISITS,
        "order": [{"ordered_at": "2024-03-05"}],
        "order_line": [{"order_id": 1, "net_amount": 90}],
    }),
    "pipeline_hygiene": ("deal.next_activity_at", {
        "deal": [{"created_at": "2024-03-01", "outcome": "open", "expected_close_date": "2024-06-01"}] * 40,
    }),
    "impressions": ("social_account_day.views", {"social_account_day": [{**DAY, "day": "2024-03-05", "followers": 9}]}),
    "reach": ("social_account_day.reach_unique", {"social_account_day": [{**DAY, "day": "2024-03-31"}]}),
    "complaints": ("ticket.is_complaint", {"ticket": [TICKET] * 5}),
    "won_deals_with_logged_meeting": ("crm_activity.deal_id", {"deal": [DEAL] * 40}),
    "won_amount": ("deal.amount", {"deal": [DEAL, {**DEAL, "amount": None}]}),
    "units_sold": (": quantity", {
        "order": [{"ordered_at": "2024-03-05"}],
        "order_line": [{"order_id": 1, "net_amount": 90}],
    }),
    "operating_cash_flow": (": class", {"cash_movement": [{"booked_on": "2024-03-05", "amount": 5}]}),
    "active_customers": ("order.customer_key", {"order": [{"ordered_at": "2024-03-05"}]}),
    "lead_response_within_hour": ("lead.first_response_at", {"lead": [{"created_at": "2024-03-05"}] * 40}),
    "freshness": ("contact.last_verified_at", {
        "order": [{"ordered_at": "2024-03-05", "customer_key": n} for n in range(1, 41)],
        "contact": [{"customer_key": 1}],
    }),
    "dso": ("invoice.open_amount", {"invoice": [{"issued_on": "2024-03-01", "gross_amount": 100}]}),
}  # fmt: skip


def march(metric: str, rows: Rows) -> Value:
    first, last = worked.parse_day("2024-03-01"), worked.parse_day("2024-04-01")
    (value,) = answer(worked.facts(rows, "2024-03-31"), metric, Ask("total", start=first, end=last))
    return value


@pytest.mark.parametrize("metric", NEVER)
def test_an_empty_column_is_named_and_gives_no_number(metric: str) -> None:
    column, rows = NEVER[metric]
    value = march(metric, rows)
    assert (value.status, value.value) == ("not_enough_data", None)
    assert value.note is not None
    for text in (value.note.de, value.note.en):
        assert column in text


def test_the_share_filled_is_said_and_five_percent_may_lack() -> None:
    assert "50 %" in str(march("won_amount", NEVER["won_amount"][1]).note)
    assert march("won_amount", {"deal": [DEAL] * 39 + [{**DEAL, "amount": None}]}).value == 390


def test_lost_deals_without_amounts_do_not_make_a_perfect_win_rate() -> None:
    """Found on the public pipeline data: amounts stand only at won deals, and the value win rate read 100 %."""
    lost = {**DEAL, "outcome": "lost", "amount": None}
    assert march("win_rate_value", {"deal": [DEAL] * 25 + [lost] * 25}).value is None
    assert march("lost_order_value", {"deal": [DEAL] * 25 + [lost] * 25}).value is None
    assert march("mean_won_amount", {"deal": [DEAL] * 25 + [lost] * 25}).value == 10


def test_existing_customers_are_not_zero_where_the_data_begin() -> None:
    rows = {
        "order": [{"ordered_at": "2024-03-01", "customer_key": 1}, {"ordered_at": "2024-03-20", "customer_key": 1}],
        "order_line": [{"order_id": n, "net_amount": 50} for n in (1, 2)],
    }
    assert march("existing_revenue_share", rows).status == "not_enough_data"
    before = {"ordered_at": "2024-02-01", "customer_key": 1}
    assert (
        march("existing_revenue_share", {"order": [before, *rows["order"]], "order_line": rows["order_line"]}).value
        == 1
    )


def test_tickets_that_never_say_whether_they_were_opened_again_are_no_clean_work() -> None:
    assert march("rework_rate", {"ticket": [TICKET] * 40}).value is None
    assert march("rework_rate", {"ticket": [{**TICKET, "reopen_count": n % 2} for n in range(40)]}).value == 0.5

"""Every trigger on a world where it must fire and on worlds where it must stay silent."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.planning.worlds import TODAY, ago, orders, sight

from leitstand.foundation.text import LANGUAGES
from leitstand.planning.triggers.contract import Task
from leitstand.planning.triggers.machine import told
from leitstand.planning.triggers.registry import triggers
from leitstand.planning.triggers.rhythm import rhythms
from leitstand.planning.triggers.sight import Sight


def found(name: str, seen: Sight) -> list[Task]:
    """What the trigger files; each reason is filled from its evidence, so all that it says can be looked up."""
    tasks = list(triggers()[name].look(seen))
    for one in tasks:
        assert set(one.evidence) == set(triggers()[name].facts)
        said = told(triggers()[name].reason, triggers()[name], one.evidence, "EUR")
        assert not any("{" in said[language] or "nan" in said[language] for language in LANGUAGES)
    return tasks


@pytest.mark.parametrize("name", triggers())
def test_sentences_say_only_what_the_evidence_holds(name: str) -> None:
    one = triggers()[name]
    for text in (one.reason, one.step, one.worth):
        places = [set(re.findall(r"{(\w+)}", text.get(language))) for language in LANGUAGES]
        assert places[0] == places[1] <= set(one.facts)
    assert set(one.unless) <= set(triggers()) - {name}
    assert re.findall(r"{(\w+)}", one.reason.de), "a reason must name something that can be checked"


# Customer 1 orders every 30 days, customer 2 every 30 ± 20; both last 45 days ago, customer 3 came 10 days ago.
STEADY = [(1, 45 + 30 * place, 100.0) for place in range(8)]
RESTLESS = [(2, 45 + days, 100.0) for days in (0, 10, 60, 75, 125, 135, 180, 195)]
PUNCTUAL = [(3, 10 + 30 * place, 100.0) for place in range(8)]


def test_reorder_is_overdue_against_the_own_rhythm_only() -> None:
    (one,) = found("overdue_reorder", sight(**orders(*STEADY, *RESTLESS, *PUNCTUAL)))
    assert one.customer == 1
    assert one.evidence["own_median_days"] == 30 and one.evidence["days_since"] == 45
    assert one.evidence["intervals"] == 7 and 30 < one.evidence["own_limit_days"] < 45
    assert one.stake == pytest.approx(40.0)  # 40 % of a usual order of 100


def test_reorder_needs_three_intervals_and_is_not_said_of_the_lost() -> None:
    few = [(1, 90 + 10 * place, 100.0) for place in range(3)]
    lost = [(2, 400 + 30 * place, 100.0) for place in range(8)]
    assert not found("overdue_reorder", sight(**orders(*few, *lost)))


def test_the_limit_is_the_prediction_bound_of_the_logarithms() -> None:
    """Pauses 10, 20, 40: logarithms ln 20 ± ln 2, deviation ln 2; one customer leans on nobody; t with 2 degrees of
    freedom at 95 % is 2.91999; bound 20 · exp(2.91999 · ln 2 · √(4/3)) = 207.05."""
    day = pd.to_datetime([ago(70), ago(60), ago(40), ago(0)])
    one = rhythms(pd.DataFrame({"customer": 1, "day": day})).loc[1]
    assert (one["median"], one.gaps) == (20, 3)
    assert one.limit == pytest.approx(207.05, abs=0.05)


@pytest.mark.parametrize("shape", [1, 20])
def test_at_most_one_in_twenty_is_called_late_who_is_not(shape: int) -> None:
    """Restless (exponential) and regular customers, each with three to eleven pauses; the next one is looked at."""
    dice = np.random.default_rng(shape)
    rows, next_one = [], {}
    for customer in range(2000):
        gaps = np.maximum(1, np.round(dice.gamma(shape, 30 / shape, dice.integers(4, 13))))
        next_one[customer] = gaps[-1]
        rows += [(customer, TODAY + timedelta(days=int(day))) for day in np.cumsum([0, *gaps[:-1]])]
    table = rhythms(pd.DataFrame(rows, columns=["customer", "day"]).assign(day=lambda one: pd.to_datetime(one.day)))
    late = (pd.Series(next_one) > table.limit).mean()
    assert 0.02 <= late <= 0.055


def test_old_ticket() -> None:
    """Nine of ten solved tickets took at most two days: one open for five is old, one for a day is not."""
    solved = [
        {"ticket_id": number, "customer_key": 9, "created_on": ago(60), "last_solved_on": ago(58), "status": "closed",
         "priority": "normal"}
        for number in range(40)
    ]  # fmt: skip
    waiting: dict[str, Any] = {"customer_key": 1, "created_on": ago(5), "status": "open", "priority": "normal"}
    tickets = [
        *solved,
        {**waiting, "ticket_id": 100, "assignee_employee_id": 7},
        {**waiting, "ticket_id": 101, "created_on": ago(1)},
        {**waiting, "ticket_id": 102, "status": "pending"},
        {**waiting, "ticket_id": 103, "customer_key": None},
    ]
    (one,) = found("old_ticket", sight(ticket=tickets, **orders((1, 20, 50.0), (2, 300, 10.0))))
    assert (one.subject, one.owner) == ("100", 7)
    assert (one.evidence["days_open"], one.evidence["own_limit_days"]) == (5, 2)


ANSWER = {"customer_key": 1, "item_key": "overall", "instrument": "nps", "score": 3.0, "quality": 0.3, "answer_id": 1}


@pytest.mark.parametrize(
    ("answers", "talks", "fires"),
    [
        ([{**ANSWER, "answered_on": ago(4)}], [], True),
        ([{**ANSWER, "answered_on": ago(40)}], [], False),  # long ago
        ([{**ANSWER, "answered_on": ago(4), "score": 8.0, "quality": 0.8}], [], False),
        ([{**ANSWER, "answered_on": ago(9)}, {**ANSWER, "answer_id": 2, "answered_on": ago(2), "score": 10.0,
                                              "quality": 1.0}], [], False),  # content by now
        ([{**ANSWER, "answered_on": ago(4)}], [{"customer_key": 1, "type": "call", "occurred_on": ago(2)}], False),
        ([{**ANSWER, "answered_on": ago(4)}], [{"customer_key": 1, "type": "call", "occurred_on": ago(9)}], True),
        ([{**ANSWER, "answered_on": ago(4)}], [{"customer_key": 1, "type": "note", "occurred_on": ago(2)}], True),
        ([{**ANSWER, "answered_on": ago(4), "instrument": "csat", "score": 2.0, "quality": 0.25}], [], True),
        ([{**ANSWER, "answered_on": ago(4), "instrument": "csat", "score": 3.0, "quality": 0.5}], [], False),
    ],
)  # fmt: skip
def test_bad_rating(answers: list[dict[str, Any]], talks: list[dict[str, Any]], fires: bool) -> None:
    seen = sight(answer_score=answers, survey_answer=answers, crm_activity=talks, **orders((1, 20, 50.0)))
    assert bool(found("bad_rating", seen)) is fires


BILL = {"invoice_id": 1, "customer_key": 1, "issued_on": ago(44), "due_on": ago(30), "gross_amount_base": 119.0,
        "net_amount_base": 100.0, "open_amount_base": 119.0, "number": "R-1"}  # fmt: skip
PAID = [
    {**BILL, "invoice_id": 100 + number, "customer_key": 2, "issued_on": ago(514), "due_on": ago(500),
     "paid_in_full_on": ago(500 - late), "open_amount_base": 0.0}
    for number, late in enumerate([0] * 96 + [40] * 4)
]  # fmt: skip


def test_overdue_invoice_is_worth_what_such_invoices_cost_before() -> None:
    """Of 100 invoices due more than a year ago four were paid after 40 days, one never: five were 30 days late, one of
    them lost: (1 + ½) / (5 + 1) = 25 % of the 100 net."""
    never = {**PAID[0], "invoice_id": 999, "paid_in_full_on": None, "written_off_amount_base": 119.0}
    (one,) = found("overdue_invoice", sight(invoice=[BILL, *PAID, never]))
    assert one.customer == 1 and one.records == (("invoice", 1),)
    assert one.evidence["days_late"] == 30 and one.evidence["open_amount"] == 119
    assert one.evidence["loss_share"] == pytest.approx(0.25)
    assert one.stake == pytest.approx(25.0)


@pytest.mark.parametrize(
    "change",
    [
        {"paid_in_full_on": ago(3), "open_amount_base": 0.0},
        {"due_on": ago(-3)},
        {"due_on": ago(2)},  # within the grace
        {"disputed": True},
        {"open_amount_base": 0.0},
        {"due_on": None, "payment_terms_days": 60},
    ],
)
def test_invoices_that_are_none_of_the_customers_fault(change: dict[str, Any]) -> None:
    assert not found("overdue_invoice", sight(invoice=[{**BILL, **change}, *PAID]))


def test_a_customer_who_always_pays_late_is_late_only_after_that() -> None:
    usual = [{**one, "customer_key": 1, "paid_in_full_on": ago(465)} for one in PAID[:10]]
    assert not found("overdue_invoice", sight(invoice=[BILL, *usual]))


def test_payments_that_the_invoice_does_not_know_of_count() -> None:
    payment = [{"invoice_id": 1, "amount_base": 119.0}]
    assert not found("overdue_invoice", sight(invoice=[BILL, *PAID], payment=payment))


DEAL = {"deal_id": 1, "customer_key": 1, "amount_base": 1000.0, "probability": 0.5, "created_on": ago(40),
        "outcome": "open", "owner_employee_id": 7, "last_activity_on": ago(20)}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "activities", "fires"),
    [
        ({}, [], True),
        ({"last_activity_on": ago(10)}, [], False),  # within the usual fortnight
        ({"next_activity_on": ago(-2)}, [], False),
        ({"next_activity_on": ago(2)}, [], True),  # planned, and not kept
        ({"outcome": "lost"}, [], False),
        ({}, [{"deal_id": 1, "type": "call", "occurred_on": ago(3)}], False),
        ({}, [{"deal_id": 1, "type": "task", "occurred_on": ago(9), "due_on": ago(-1)}], False),
        ({}, [{"deal_id": 1, "type": "task", "occurred_on": ago(9), "due_on": ago(5)}], True),
        ({"customer_key": None}, [], False),
    ],
)
def test_deal_without_follow_up(change: dict[str, Any], activities: list[dict[str, Any]], fires: bool) -> None:
    tasks = found("deal_without_follow_up", sight(deal=[{**DEAL, **change}], crm_activity=activities, **orders()))
    assert bool(tasks) is fires
    if fires:
        assert (tasks[0].owner, tasks[0].evidence["own_limit_days"]) == (7, 14)
        assert tasks[0].stake == pytest.approx(500.0)  # no costs known: revenue


def months(contract: int, customer: int, first: str, count: int, mrr: float = 100.0) -> list[dict[str, Any]]:
    return [
        {"subscription_id": contract, "customer_key": customer, "period_month": day.date(), "mrr_base": mrr,
         "movement": "none"}
        for day in pd.date_range(first, periods=count, freq="MS")
    ]  # fmt: skip


def test_contract_paid_ahead_ends_with_its_last_month() -> None:
    rows = months(1, 1, "2026-01-01", 7) + months(2, 2, "2026-01-01", 12)
    (one,) = found("contract_ending", sight(subscription_period=rows))
    assert one.customer == 1 and one.evidence["ends_on"] == date(2026, 8, 1)
    assert one.stake == pytest.approx(1200.0)


def test_contract_reaches_its_usual_term() -> None:
    ended = [row for one in range(10) for row in months(one, one, "2024-01-01", 12)]
    running = months(20, 20, "2025-08-01", 11) + months(21, 21, "2026-02-01", 5)
    (one,) = found("contract_ending", sight(subscription_period=ended + running))
    assert one.customer == 20 and one.evidence["ends_on"] == date(2026, 8, 1) and one.evidence["term_months"] == 12


def test_contracts_without_terms_do_not_end_by_themselves() -> None:
    ended = [row for one in range(10) for row in months(one, one, "2024-01-01", 5 + one)]
    assert not found("contract_ending", sight(subscription_period=ended + months(20, 20, "2025-08-01", 11)))


def test_contract_ended_lately_and_no_other_runs_on() -> None:
    runs = months(9, 9, "2025-01-01", 18)
    over = months(1, 1, "2025-01-01", 17) + months(2, 2, "2025-01-01", 12) + months(3, 9, "2025-01-01", 17)
    (one,) = found("contract_ended", sight(subscription_period=runs + over))
    assert one.customer == 1 and one.evidence["ended_on"] == date(2026, 6, 1) and one.evidence["months"] == 17


def test_first_purchase_is_welcomed_once_and_only_where_it_is_the_first() -> None:
    old = [(9, 20 + 30 * place, 50.0) for place in range(10)]
    tables = orders(*old, (1, 3, 80.0), (2, 3, 80.0), (2, 200, 80.0), (3, 40, 80.0), (4, 5, 80.0))
    tables["order"][-1]["is_first_order"] = False
    (one,) = found("first_purchase", sight(**tables))
    assert one.customer == 1 and one.evidence["amount"] == 80 and one.evidence["days_since"] == 3


def test_nobody_is_new_where_the_data_have_only_begun() -> None:
    assert not found("first_purchase", sight(**orders((9, 60, 50.0), (1, 3, 80.0))))


def lines(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    tables["order_line"] = [
        {"order_id": row["order_id"], "product.category_l1": "Tea", "net_amount_base": row["net_amount_base"]}
        for row in tables["sale"]
    ]
    return tables


def test_next_need_near_its_day() -> None:
    due = [(1, 28 + 30 * place, 50.0) for place in range(5)]
    not_yet = [(2, 10 + 30 * place, 50.0) for place in range(5)]
    daily = [(3, 3 + 3 * place, 50.0) for place in range(9)]
    few = [(4, 28 + 30 * place, 50.0) for place in range(3)]
    (one,) = found("next_need", sight(**lines(orders(*due, *not_yet, *daily, *few))))
    assert one.customer == 1 and one.evidence["next_on"] == ago(-2) and one.evidence["category"] == "Tea"
    assert one.stake == pytest.approx(20.0)


def test_going_quiet_is_who_fell_below_half_lately_and_was_worth_much() -> None:
    """The outlook itself is a model of its own with its own tests; here it is given."""
    seen = sight(**orders((1, 100, 500.0), (1, 130, 500.0), (2, 100, 500.0), (3, 9, 5.0), (4, 9, 5.0), (5, 9, 5.0)))
    table = pd.DataFrame(
        {"alive": [0.3, 0.3, 0.9, 0.4, 0.9], "alive_before": [0.8, 0.45, 0.95, 0.9, 0.9],
         "ahead": [30.0, 30.0, 1.0, 1.0, 1.0], "at_stake": [70.0, 70.0, 0.1, 1.5, 0.1]},
        index=pd.Index([1, 2, 3, 4, 5]),
    )  # fmt: skip
    seen.__dict__["outlook"] = table
    (one,) = found("going_quiet", seen)
    assert one.customer == 1 and one.stake == 70 and one.evidence["order_days"] == 2
    assert one.evidence["last_order_on"] == ago(100) and one.evidence["p_alive_before"] == 0.8


def test_nobody_goes_quiet_where_no_model_of_buying_holds() -> None:
    seen = sight(**orders((1, 100, 500.0), (1, 130, 500.0)))
    assert seen.outlook.alive.isna().all()
    assert not found("going_quiet", seen)

"""Tasks are filed once, go to somebody, are due on a business day and come in the order of what is at stake."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.planning.worlds import orders, sight

from leitstand.foundation.text import Text
from leitstand.planning.triggers import machine
from leitstand.planning.triggers.contract import Fact, Task, Trigger

WORDS = Text(de="Am {day}: {sum}.", en="On {day}: {sum}.")
FACTS = {"day": Fact(Text(de="Tag", en="day"), "date"), "sum": Fact(Text(de="Summe", en="sum"), "currency")}


def trigger(*tasks: Task, unless: tuple[str, ...] = (), needs: tuple[str, ...] = ()) -> Trigger:
    return Trigger(title=WORDS, reason=WORDS, step=WORDS, worth=WORDS, facts=FACTS, needs=needs, role="sales", due=2,
                   look=lambda seen: tasks, unless=unless)  # fmt: skip


def task(customer: int, stake: float = 10.0, **more: Any) -> Task:
    day = more.pop("day", date(2026, 6, 1))
    return Task(customer, {"day": day, "sum": stake}, stake, (day,), **more)


def test_a_task_says_what_its_evidence_holds_in_both_languages() -> None:
    (one,) = machine.file(sight(), "EUR", {"a": trigger(task(1, 1234.6))})
    assert one.body["reason"] == {"de": "Am 01.06.2026: 1.235\xa0€.", "en": "On 2026-06-01: €1,235."}
    assert one.body["evidence"] == {"day": "2026-06-01", "sum": 1234.6}
    assert (one.body["money_kind"], one.team, one.owner) == ("revenue", "sales", None)
    assert one.due == date(2026, 7, 2)  # Tuesday 30 June and two business days


def test_the_same_customer_type_and_subject_is_the_same_task() -> None:
    first, second = (
        machine.file(sight(), "EUR", {"a": trigger(task(1, stake, day=date(2026, 6, day)))})[0]
        for stake, day in ((5.0, 1), (9.0, 2))
    )
    other = machine.file(sight(), "EUR", {"a": trigger(task(1, subject="ticket 7"))})[0]
    assert first.id == second.id != other.id
    (once,) = machine.file(sight(), "EUR", {"a": trigger(task(1, 9.0), task(1, 5.0))})
    assert once.stake == 9.0
    assert first.news != second.news


def test_who_looks_after_the_customer_gets_it_unless_they_left() -> None:
    employees = [
        {"employee_id": 7, "team": "North", "active_to": None},
        {"employee_id": 8, "team": "South", "active_to": date(2026, 1, 31)},
    ]
    customers = [{"customer_key": 1, "owner_employee_id": 7}, {"customer_key": 2, "owner_employee_id": 8}]
    deals = [{"customer_key": 3, "owner_employee_id": 7, "created_on": date(2026, 1, 1)}]
    seen = sight(employee=employees, customer=customers, deal=deals)
    filed = {one.customer: one for one in machine.file(seen, "EUR", {"a": trigger(*map(task, (1, 2, 3, 4)))})}
    assert {key: (one.owner, one.team) for key, one in filed.items()} == {
        1: (7, "North"), 2: (None, "sales"), 3: (7, "North"), 4: (None, "sales"),
    }  # fmt: skip


def test_a_reason_that_another_makes_pointless_is_not_told() -> None:
    drawer = {"weak": trigger(task(1), task(2), unless=("strong",)), "strong": trigger(task(1))}
    assert {(one.customer, one.type) for one in machine.file(sight(), "EUR", drawer)} == {(1, "strong"), (2, "weak")}


def test_a_trigger_without_its_tables_is_left_out() -> None:
    assert not machine.file(sight(), "EUR", {"a": trigger(task(1), needs=("invoice",))})


def test_money_is_margin_where_costs_are_known() -> None:
    seen = sight(**orders((1, 10, 100.0), (2, 10, 300.0)))
    assert seen.margin_rate == pytest.approx(0.4)
    assert seen.money_kind == "gross_margin"
    assert seen.last_year.to_dict() == pytest.approx({1: 40.0, 2: 120.0})


def listed(customer: int, stake: float, owner: int | None = None, **more: Any) -> dict[str, Any]:
    return {"id": f"{customer}-{stake}", "customer_key": customer, "value_at_stake": stake, "owner": owner,
            "team": "sales", "due": "2026-07-01", **more}  # fmt: skip


def test_lists_by_person_with_all_reasons_of_a_customer_together() -> None:
    found = machine.lists([listed(1, 5.0), listed(2, 50.0), listed(1, 90.0), listed(3, 70.0, owner=7)])
    assert [one["id"] for one in found[None, "sales"]] == ["1-90.0", "1-5.0", "2-50.0"]
    assert [(one["place"], one["together_with"]) for one in found[None, "sales"]] == [
        (1, ["1-5.0"]), (2, ["1-90.0"]), (3, []),
    ]  # fmt: skip
    assert [one["id"] for one in found[7, ""]] == ["3-70.0"]


def test_business_days_skip_weekends_and_holidays() -> None:
    assert machine.business_day(date(2026, 10, 2), 1) == date(2026, 10, 5)  # Friday; 3 October is a Saturday
    assert machine.business_day(date(2025, 12, 24), 1) == date(2025, 12, 29)  # both days of Christmas and a weekend

"""What people do with tasks: file one by hand, hand one on, say the same twice, and write about a customer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from leitstand.control.account import services as accounts
from leitstand.control.audit.services import history as audit
from leitstand.control.task import services as kept
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.planning.triggers.machine import Filed

DAY = date(2026, 6, 30)
BODY = {"customer_key": 1, "type": "callback", "reason": {"de": "Angebot", "en": "Offer"}, "value_at_stake": 0.0}


def by_hand(alias: str, **more: Any) -> str:
    return str(kept.add(alias, 1, BODY, DAY + timedelta(days=1), DAY, by="anna@example.org", **more).id)


def test_a_task_filed_by_hand_outlives_new_data_and_is_there_once(alias: str) -> None:
    one = by_hand(alias)
    assert by_hand(alias) == one
    kept.file(alias, "v2", DAY, [])
    assert [(each.task.id, each.status) for each in kept.tasks(alias, "v2", DAY)] == [(one, "open")]
    (line,) = audit(alias, "task", one)
    assert (line["by"], line["what"], line["after"]["body"]) == ("anna@example.org", "created", "•••")
    kept.answer(alias, one, "done", by="anna@example.org")
    assert kept.tasks(alias, "v3", DAY)[0].status == "done"


def test_a_task_goes_to_a_person_and_back_to_its_owner(alias: str) -> None:
    anna = accounts.add(alias, "anna@example.org", "employee", employee_key=7)
    ben = accounts.add(alias, "ben@example.org", "employee", employee_key=8)
    filed = Filed(id="a", customer=1, type="old_ticket", subject="", news="1", body=BODY, owner=7, team="sales",
                  due=DAY, stake=5.0)  # fmt: skip
    kept.file(alias, "v1", DAY, [filed])

    def lists() -> tuple[int, int]:
        found = [len(kept.tasks(alias, "v1", DAY, among=kept.mine(who), bodies=False)) for who in (anna, ben)]
        return found[0], found[1]

    assert lists() == (1, 0)
    kept.assign(alias, "a", ben, by="boss@example.org")
    assert lists() == (0, 1)
    assert audit(alias, "task", "a")[-1]["after"] == {"assignee": "ben@example.org"}
    kept.file(alias, "v1", DAY, [filed])
    assert lists() == (0, 1), "filing it again does not take it away"
    kept.assign(alias, "a", None)
    assert lists() == (1, 0)
    with pytest.raises(UnknownId):
        kept.assign(alias, "nothing", ben)


def test_tasks_of_a_team_are_those_that_are_nobodys(alias: str) -> None:
    for key, owner in (("a", None), ("b", 7)):
        kept.file(alias, "v1", DAY, [Filed(id=key, customer=1, type="t", subject=key, news="1", body=BODY, owner=owner,
                                           team="sales", due=DAY, stake=1.0)])  # fmt: skip
    found = kept.tasks(alias, "v1", DAY, among=kept.of_team(["sales"]))
    assert [one.task.id for one in found] == ["a"]
    assert [one.task.body["type"] for one in kept.told(alias, found)] == ["callback"]


def test_notes_are_kept_unsaid_and_go_with_the_customer(alias: str) -> None:
    kept.add_note(alias, 1, " calls back on Monday ", by="anna@example.org")
    kept.add_note(alias, 2, "about somebody else")
    (one,) = kept.notes(alias, [1, 99])
    assert (one.text, one.by) == ("calls back on Monday", "anna@example.org")
    (line,) = audit(alias, "customernote", one.id)
    assert line["after"]["text"] == "•••"
    with pytest.raises(UnusableInput):
        kept.add_note(alias, 1, "  ")
    by_hand(alias)
    assert kept.forget(alias, [1]) == 1
    assert kept.notes(alias, [1]) == [] and len(kept.notes(alias, [2])) == 1
    assert kept.tasks(alias, "v1", DAY) == []


def test_what_was_written_goes_over_where_records_are_matched(alias: str) -> None:
    one = by_hand(alias)
    kept.file(alias, "v2", DAY, [], replaced={1: 5})
    (task,) = kept.tasks(alias, "v2", DAY)
    assert (task.task.id, task.task.customer, task.as_dict()["customer_key"]) == (one, 5, 5)

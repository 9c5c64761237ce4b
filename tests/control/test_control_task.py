"""A task is filed once, updated while there is reason for it, and stays answered until its evidence is new."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leitstand.control.audit.services import history as audit
from leitstand.control.plan import transfer
from leitstand.control.task import services as kept
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.planning.triggers.machine import Filed

DAY = date(2026, 6, 30)


def filed(key: str = "a", news: str = "1", **more: Any) -> Filed:
    given = {"owner": None, "team": "sales", "due": date(2026, 7, 2), "stake": 10.0, **more}
    return Filed(id=key, customer=1, type="overdue_invoice", subject=key, news=news,
                 body={"customer_key": 1, "value_at_stake": given["stake"]}, **given)  # fmt: skip


def look(alias: str, version: str, *found: Filed, today: date = DAY) -> dict[str, str]:
    kept.file(alias, version, today, found)
    return statuses(alias, version, today)


def statuses(alias: str, version: str, today: date = DAY) -> dict[str, str]:
    return {one.task.id: one.status for one in kept.tasks(alias, version, today, gone=True)}


def test_the_same_task_is_updated_and_never_filed_twice(alias: str) -> None:
    assert kept.version(alias) is None
    assert look(alias, "v1", filed()) == {"a": "open"}
    later = filed(stake=99.0, due=date(2026, 7, 9), owner=7)
    assert look(alias, "v2", later, today=date(2026, 7, 7)) == {"a": "open"}
    (one,) = kept.tasks(alias, "v2", DAY)
    assert (one.task.stake, one.task.owner, one.task.filed_on) == (99.0, 7, DAY)
    assert one.task.due == date(2026, 7, 2), "the same matter stays due when it was"
    assert kept.version(alias) == "v2"


def test_new_evidence_makes_it_another_matter(alias: str) -> None:
    look(alias, "v1", filed())
    look(alias, "v2", filed(news="2", due=date(2026, 7, 9)), today=date(2026, 7, 7))
    (one,) = kept.tasks(alias, "v2", DAY)
    assert (one.task.due, one.task.filed_on) == (date(2026, 7, 9), date(2026, 7, 7))


@pytest.mark.parametrize(("kind", "more"), [("done", {}), ("dismissed", {"reason": "moved"})])
def test_an_answered_task_stays_away_until_its_evidence_is_new(alias: str, kind: Any, more: dict[str, str]) -> None:
    look(alias, "v1", filed())
    kept.answer(alias, "a", kind, by="Anna", **more)
    assert statuses(alias, "v1") == {"a": kind}
    assert look(alias, "v2", filed(stake=50.0)) == {"a": kind}
    assert look(alias, "v3", filed(news="2")) == {"a": "open"}


def test_a_postponed_task_comes_back_on_its_day(alias: str) -> None:
    look(alias, "v1", filed())
    kept.answer(alias, "a", "postponed", until=date(2026, 8, 1))
    assert statuses(alias, "v1", date(2026, 7, 31)) == {"a": "postponed"}
    (one,) = kept.tasks(alias, "v1", date(2026, 8, 1))
    assert one.status == "open" and one.as_dict()["due"] == "2026-08-01"


def test_a_task_without_reason_any_more_is_gone_and_may_come_back(alias: str) -> None:
    look(alias, "v1", filed(), filed("b"))
    assert look(alias, "v2", filed("b")) == {"a": "gone", "b": "open"}
    assert [one.task.id for one in kept.tasks(alias, "v2", DAY)] == ["b"]
    assert look(alias, "v3", filed(), filed("b")) == {"a": "open", "b": "open"}


def test_what_was_said_goes_over_to_the_customer_that_records_were_matched_to(alias: str) -> None:
    look(alias, "v1", filed())
    kept.answer(alias, "a", "dismissed", reason="moved")
    now = Filed(id="z", customer=2, type="overdue_invoice", subject="a", news="1", owner=None, team="sales",
                due=date(2026, 7, 2), stake=10.0, body={})  # fmt: skip
    kept.file(alias, "v2", DAY, [now], {1: 2})
    assert statuses(alias, "v2") == {"a": "gone", "z": "dismissed"}


def test_answers_are_remembered_with_who_and_why(alias: str) -> None:
    look(alias, "v1", filed())
    kept.answer(alias, "a", "postponed", until=date(2026, 8, 1), by="Anna")
    kept.answer(alias, "a", "dismissed", reason=" pays by instalments ", by="Ben")
    assert [(one.kind, one.reason, one.by) for one in kept.history(alias, "a")] == [
        ("postponed", "", "Anna"), ("dismissed", "pays by instalments", "Ben"),
    ]  # fmt: skip
    assert [(one["what"], one["by"]) for one in audit(alias, "taskanswer", "a")] == [
        ("postponed", "Anna"), ("dismissed", "Ben"),
    ]  # fmt: skip


def test_what_an_answer_needs(alias: str) -> None:
    look(alias, "v1", filed())
    with pytest.raises(UnknownId):
        kept.answer(alias, "nonsense", "done")
    with pytest.raises(UnusableInput):
        kept.answer(alias, "a", "dismissed")
    with pytest.raises(UnusableInput):
        kept.answer(alias, "a", "postponed")
    assert not kept.history(alias, "a")


def test_erased_customers_leave_no_task(alias: str) -> None:
    look(alias, "v1", filed(), filed("b"))
    kept.answer(alias, "a", "done")
    assert kept.forget(alias, [1]) == 2
    assert statuses(alias, "v1") == {} and not kept.history(alias, "a")


def test_tasks_and_answers_come_with_the_state_of_a_home(alias: str) -> None:
    look(alias, "v1", filed(), filed("b"))
    kept.answer(alias, "a", "dismissed", reason="moved")
    state = transfer.document(alias)
    kept.forget(alias, [1])
    transfer.take_in(alias, state)
    assert statuses(alias, "v1") == {"a": "dismissed", "b": "open"}

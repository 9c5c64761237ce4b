"""The whole state goes out and comes in again: equal, once, whole or not at all; older homes migrate by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.core.management import call_command  # isort: skip
from django.db import connections

from leitstand.control.account.models import User
from leitstand.control.audit import services as audit
from leitstand.control.plan import (
    actions,
    decisions,
    effects,
    goals,
    lessons,
    reviews,
    services,
    signals,
    transfer,
)
from leitstand.control.task.models import Task, TaskAnswer
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

TITLE = Text(de="Rückrufe", en="Call back")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "other"
    yield database.open(folder)
    database.close(folder)


@pytest.fixture
def told(alias: str) -> Any:
    """The document of a home with something of every kind, as a file holds it."""
    User.objects.db_manager(alias).create_user("bert@example.org")
    goal = goals.set_goal(alias, "revenue_net", "at_or_above", 100.5, date(2027, 9, 30),
                          months=[{"month": "2026-10", "baseline": 9.0, "target": 10.0}])  # fmt: skip
    design = {"design": "ab_test", "start": "2026-02-01", "window_end": "2026-04-01"}
    first = actions.add_action(alias, title=TITLE, metric="churn_rate", goal_id=goal["id"], owner="bert@example.org",
                               design=design, starts_on=date(2026, 1, 1))["id"]  # fmt: skip
    second = actions.add_action(alias, title=TITLE, metric="aov", needs=[first])["id"]
    actions.add_milestone(alias, second, "List", date(2026, 1, 3))
    actions.finish(alias, first, date(2026, 3, 1))
    effects.keep_effect(alias, first, as_of=date(2026, 4, 2), design="ab_test", unit="ratio", verdict="worked", se=0.1)
    lessons.keep_lesson(alias, first, verdict="worked", grade="A", text=TITLE.as_dict(), situation={"n": 1})
    decisions.decide(alias, {"id": "1", "rule": "r"}, "rejected", "h", "no budget")
    signals.answer(alias, "s", "lasting", "prices", baseline=date(2026, 1, 1))
    reviews.keep_review(alias, "month", date(2026, 1, 1), {"state": "calm"})
    reviews.sign_review(alias, "month", date(2026, 1, 1), "Anna")
    task = Task(
        id="2b439c500e9a", customer=7_972_069_817_985_891_195, type="overdue_invoice", due=date(2026, 1, 5), stake=80.5,
        news="n", filed_on=date(2026, 1, 1), seen_on=date(2026, 1, 2), version="1", body={"a": 1},
    )  # fmt: skip
    task.save(using=alias)
    TaskAnswer(task=task, kind="postponed", until=date(2026, 1, 9), news="n", by="Anna").save(using=alias)
    return json.loads(json.dumps(transfer.document(alias)))


def changed(told: Any, kind: str, **values: Any) -> Any:
    return {**told, "rows": {**told["rows"], kind: [told["rows"][kind][0] | values, *told["rows"][kind][1:]]}}


def without_trail(document: Any) -> Any:
    return {kind: rows for kind, rows in document["rows"].items() if kind != "plan.change"}


def test_out_and_in_again_is_the_same(told: Any, other: str) -> None:
    User.objects.db_manager(other).create_user("bert@example.org")
    came = transfer.take_in(other, told, "Anna", "plan.json")
    assert came == {kind: len(rows) for kind, rows in told["rows"].items() if rows}
    again = json.loads(json.dumps(transfer.document(other)))
    assert without_trail(again) == without_trail(told)
    trail = {row["id"]: row for row in again["rows"]["plan.change"]}
    assert all(trail[row["id"]] == row for row in told["rows"]["plan.change"])
    (action,) = [one for one in actions.actions(other) if one["metric"] == "churn_rate"]
    last = audit.history(other, "action", action["id"])[-1]
    assert (last["what"], last["by"], last["note"]) == ("imported", "Anna", "plan.json")


def test_a_second_time_changes_nothing(told: Any, alias: str, other: str) -> None:
    assert transfer.take_in(alias, told) == {}
    transfer.take_in(other, told)
    before = transfer.document(other)
    assert transfer.take_in(other, told) == {}
    assert transfer.document(other) == before


def test_what_the_file_says_differently_becomes_so_and_is_noted(told: Any, alias: str) -> None:
    identity = told["rows"]["plan.action"][0]["id"]
    assert transfer.take_in(alias, changed(told, "plan.action", cost=7.0), "Bert") == {"plan.action": 1}
    last = audit.history(alias, "action", identity)[-1]
    assert (last["before"], last["after"], last["by"]) == ({"cost": None}, {"cost": 7.0}, "Bert")


def test_a_person_unknown_here_is_left_out(told: Any, other: str) -> None:
    transfer.take_in(other, told)
    assert {one["owner"] for one in actions.actions(other)} == {None}
    assert transfer.take_in(other, told) == {}


WRONG: dict[str, tuple[Callable[[Any], Any], str]] = {
    "no document": (lambda told: [], "it is no plan"),
    "other file": (lambda told: {"format": "leitstand-plan"}, "it is no plan"),
    "newer version": (lambda told: told | {"version": 2}, "another version"),
    "unknown kind": (lambda told: told | {"rows": {"plan.wish": []}}, "another version"),
    "no rows": (lambda told: told | {"rows": {"plan.goal": {}}}, "is no list of rows"),
    "unknown field": (lambda told: changed(told, "plan.goal", colour="red"), "there is no field 'colour'"),
    "no number": (lambda told: changed(told, "plan.goal", target="much"), "target cannot be 'much'"),
    "no truth": (lambda told: changed(told, "plan.goal", target=True), "target cannot be True"),
    "no day": (lambda told: changed(told, "plan.goal", by="soon"), "by cannot be 'soon'"),
    "no choice": (lambda told: changed(told, "plan.action", state="dreamt"), "state cannot be 'dreamt'"),
    "too long": (lambda told: changed(told, "plan.goal", metric="x" * 65), "metric cannot be"),
    "nothing": (lambda told: changed(told, "plan.goal", target=None), "target cannot be None"),
    "no list": (lambda told: changed(told, "plan.goal", months={}), "months cannot be"),
    "no pair": (lambda told: changed(told, "plan.action", title="Call"), "title cannot be 'Call'"),
    "no ids": (lambda told: changed(told, "plan.action", needs="x"), "needs is no list of ids"),
    "points nowhere": (lambda told: changed(told, "plan.action", goal="nothing"), "does not exist"),
    "needs nobody": (lambda told: changed(told, "plan.action", needs=["nobody"]), "does not exist"),
    "twice": (lambda told: changed(told, "plan.lesson", id="new"), "are there twice"),
    "forged trail": (lambda told: changed(told, "plan.change", by="Eve"), "its audit trail differs"),
}


@pytest.mark.parametrize("name", WRONG)
def test_nonsense_is_refused_and_nothing_of_it_kept(told: Any, alias: str, name: str) -> None:
    change, words = WRONG[name]
    before = transfer.document(alias)
    with pytest.raises(UnusableInput, match=words):
        transfer.take_in(alias, change(told))
    assert transfer.document(alias) == before


def test_a_ring_cannot_come_in_by_file(told: Any, alias: str) -> None:
    (waiting,) = [row for row in told["rows"]["plan.action"] if row["needs"]]
    rows = [row | {"needs": [waiting["id"]]} for row in told["rows"]["plan.action"] if row is not waiting]
    with pytest.raises(UnusableInput, match="wait for itself"):
        transfer.take_in(alias, told | {"rows": {"plan.action": rows}})


def test_a_home_of_before_migrates_when_it_is_opened(home: Path, alias: str) -> None:
    services.set_target(alias, "win_rate", "year", date(2024, 1, 1), 0.3, "at_or_above")
    call_command("migrate", "plan", "0001", database=alias, verbosity=0)
    tables = connections[alias].introspection.table_names()
    assert "plan_target" in tables
    assert "plan_action" not in tables
    database.close(home)
    opened = database.open(home)
    assert [one.value for one in services.targets_for(opened, "win_rate", "year")] == [0.3]
    assert actions.actions(opened) == []
    assert actions.add_action(opened, title=TITLE, metric="aov")["state"] == "planned"

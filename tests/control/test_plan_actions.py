"""Actions are planned, moved, begun and finished under rules; every write leaves its line in the audit trail."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leitstand.control.account.models import User
from leitstand.control.audit import services as audit
from leitstand.control.audit.models import Change
from leitstand.control.plan import actions, effects, lessons
from leitstand.control.plan.conflicts import Conflict
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

TITLE = Text(de="Rückrufe", en="Call back")
DESIGN = {"design": "ab_test", "metric": "churn_rate", "start": "2026-02-01", "window_end": "2026-04-01"}
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)


def add(alias: str, metric: str = "churn_rate", **told: Any) -> str:
    return str(actions.add_action(alias, title=TITLE, metric=metric, by="Anna", **told)["id"])


def test_the_whole_life_of_an_action(alias: str) -> None:
    User.objects.db_manager(alias).create_user("bert@example.org")
    one = add(alias, owner="Bert@example.org ", owner_team="Service", starts_on=JANUARY, due_on=MARCH, cost=100.0)
    actions.start(alias, one, date(2026, 1, 5), by="Bert")
    actions.add_milestone(alias, one, "List is ready", date(2026, 1, 20), by="Bert")
    (step,) = actions.action(alias, one)["milestones"]
    actions.reach_milestone(alias, one, step["id"], date(2026, 1, 19))
    actions.comment(alias, one, " Half of them called ", by="Bert")
    actions.change_action(alias, one, cost=150.0, by="Anna", note="two more callers")
    done = actions.finish(alias, one, date(2026, 2, 20), by="Bert")
    assert (done["state"], done["starts_on"], done["done_on"], done["cost"]) == (
        "done", "2026-01-05", "2026-02-20", 150.0,
    )  # fmt: skip
    assert done["owner"] == "bert@example.org"
    assert done["milestones"][0]["done_on"] == "2026-01-19"
    told = audit.history(alias, "action", one)
    assert [(line["what"], line["by"]) for line in told] == [
        ("created", "Anna"), ("started", "Bert"), ("milestone", "Bert"), ("milestone done", ""), ("comment", "Bert"),
        ("changed", "Anna"), ("done", "Bert"),
    ]  # fmt: skip
    assert told[0]["before"] is None
    assert told[1]["before"] == {"starts_on": "2026-01-01", "state": "planned"}
    assert told[4]["note"] == "Half of them called"
    assert (told[5]["before"], told[5]["after"], told[5]["note"]) == (
        {"cost": 100.0},
        {"cost": 150.0},
        "two more callers",
    )


def test_what_is_closed_stays_closed(alias: str) -> None:
    one = add(alias)
    with pytest.raises(UnusableInput, match="needs a reason"):
        actions.drop(alias, one, " ")
    actions.drop(alias, one, "no budget")
    for change in (actions.start, actions.finish):
        with pytest.raises(UnusableInput, match="is dropped"):
            change(alias, one, JANUARY)


def test_a_team_has_at_most_three_open_actions(alias: str) -> None:
    first, *_ = [add(alias, metric, owner_team="Sales") for metric in ("aov", "orders", "nps")]
    with pytest.raises(Conflict, match="has 3 open actions already"):
        add(alias, "csi", owner_team="Sales")
    fourth = add(alias, "csi", owner_team="Sales", anyway="Board wants it")
    assert audit.history(alias, "action", fourth)[0]["note"] == "Board wants it"
    actions.change_action(alias, fourth, cost=5.0)  # once it is agreed to, other changes do not ask again
    actions.drop(alias, fourth, "no time")
    actions.finish(alias, first, MARCH)
    add(alias, "csi", owner_team="Sales")
    add(alias, "csat_share", owner_team="Service")


def test_two_actions_on_one_lever_do_not_overlap(alias: str) -> None:
    first = add(alias, starts_on=JANUARY, due_on=date(2026, 1, 31), design=DESIGN)
    with pytest.raises(Conflict, match=f"Action {first} works on the same metric"):
        add(alias, starts_on=date(2026, 3, 31), due_on=date(2026, 5, 1))  # its effect is watched until that day
    add(alias, starts_on=date(2026, 4, 1), due_on=date(2026, 5, 1))
    add(alias, "aov", starts_on=MARCH)
    later = add(alias, starts_on=date(2026, 6, 1), due_on=date(2026, 7, 1))
    with pytest.raises(Conflict):
        actions.postpone(alias, later, start=MARCH, as_of=JANUARY)
    assert actions.action(alias, later)["starts_on"] == "2026-06-01"  # nothing of it was written
    actions.postpone(alias, later, start=MARCH, as_of=JANUARY, anyway="factorial")


def test_different_segments_do_not_disturb_each_other(alias: str) -> None:
    add(alias, dims={"country": "DE", "channel": "web"}, starts_on=JANUARY)
    add(alias, dims={"country": "AT"}, starts_on=JANUARY)
    for dims in ({}, {"channel": "web"}, {"country": "DE"}):
        with pytest.raises(Conflict):
            add(alias, dims=dims, starts_on=JANUARY)


def test_dependencies_hold_and_make_no_ring(alias: str) -> None:
    first = add(alias, "aov")
    second = add(alias, "orders", needs=[first])
    third = add(alias, "nps", needs=[second])
    with pytest.raises(UnusableInput, match="wait for itself"):
        actions.wait_for(alias, first, [third])
    with pytest.raises(UnusableInput, match="wait for itself"):
        actions.wait_for(alias, first, [first])
    with pytest.raises(UnknownId):
        actions.wait_for(alias, first, ["nobody"])
    assert actions.action(alias, first)["needs"] == []
    with pytest.raises(Conflict, match=f"still waits for {first}"):
        actions.start(alias, second, JANUARY)
    actions.finish(alias, first, JANUARY)
    assert actions.start(alias, second, JANUARY)["state"] == "running"
    actions.wait_for(alias, third, [])
    assert audit.history(alias, "action", third)[-1]["before"] == {"needs": [second]}


def test_a_registered_check_stays(alias: str) -> None:
    one = add(alias, starts_on=JANUARY)
    kept = actions.register(alias, one, DESIGN)["check"]
    assert kept["registered_at"]
    with pytest.raises(UnusableInput, match="registered already"):
        actions.register(alias, one, DESIGN | {"design": "before_after"})
    with pytest.raises(TypeError):
        actions.change_action(alias, one, design={})
    moved = actions.postpone(alias, one, start=date(2026, 2, 11), due=MARCH, as_of=date(2026, 1, 31))
    assert (moved["check"]["start"], moved["check"]["window_end"]) == ("2026-02-11", "2026-04-11")
    with pytest.raises(UnusableInput, match="Its check began on 2026-02-11"):
        actions.postpone(alias, one, start=MARCH, as_of=date(2026, 2, 11))
    actions.postpone(alias, one, due=date(2026, 3, 9), as_of=date(2026, 2, 11))


def test_days_come_in_their_order(alias: str) -> None:
    with pytest.raises(UnusableInput, match="before it starts"):
        add(alias, starts_on=MARCH, due_on=JANUARY)
    with pytest.raises(UnknownId):
        add(alias, owner="nobody@example.org")
    one = add(alias, starts_on=MARCH)
    with pytest.raises(UnusableInput, match="done on 2026-01-01, before"):
        actions.finish(alias, one, JANUARY)
    assert [line["what"] for line in audit.history(alias, "action", one)] == ["created"]


def test_effects_stay_beside_each_other_and_a_lesson_is_renewed(alias: str) -> None:
    one = add(alias, rule="win_back_lapsed")
    for estimate, early in ((0.09, True), (0.05, False)):
        effects.keep_effect(
            alias, one, as_of=MARCH, design="ab_test", unit="ratio", verdict="worked", estimate=estimate, ci_low=0.02,
            ci_high=0.08, se=0.015, early=early, details={"n": 2400},
        )  # fmt: skip
        lessons.keep_lesson(
            alias, one, verdict="worked", grade="A", text={"de": "Ja", "en": "Yes"}, situation={}, measured=estimate
        )
    assert [found["estimate"] for found in effects.effects(alias, one)] == [0.05, 0.09]
    assert effects.newest(alias)[one]["details"] == {"n": 2400}
    (lesson,) = lessons.lessons(alias, "win_back_lapsed")
    assert (lesson["measured"], lesson["title"]) == (0.05, TITLE.as_dict())
    assert lessons.lessons(alias, "other") == []
    assert [line["note"] for line in audit.history(alias, "action", one) if line["what"] == "measured"] == [
        "worked"
    ] * 2


def test_a_write_that_fails_leaves_no_line(alias: str) -> None:
    before = Change.objects.using(alias).count()
    with pytest.raises(UnusableInput):
        add(alias, starts_on=MARCH, due_on=JANUARY)
    assert Change.objects.using(alias).count() == before

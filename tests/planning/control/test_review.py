"""The document of a period."""

from __future__ import annotations

from datetime import date
from typing import Any

from leitstand.foundation.period import period_of
from leitstand.planning.control.review import Material, review

QUARTER = period_of(date(2026, 8, 1), "quarter")
BOTH = {"de": "Satz", "en": "Sentence"}


def goal(state: str) -> dict[str, Any]:
    months = [{"month": f"2026-{month:02}-01", "plan": float(month)} for month in range(7, 13)]
    return {"id": f"g-{state}", "metric": "revenue_net", "state": state, "sentence": BOTH, "months": months}


def finding(name: str, good: bool | None, since: str) -> dict[str, Any]:
    driver = {"title": BOTH, "words": "made_up_of", "value": 1.0, "unit": "count", "dims": {}}
    return {"id": name, "status": "new", "good": good, "since": since, "sentence": BOTH, "drivers": [driver]}


def material(**more: Any) -> Material:
    empty: dict[str, Any] = dict.fromkeys(("goals", "signals", "findings", "actions", "decisions", "lessons"), ())
    return Material(**(empty | {"calm": 80} | more))


def test_an_empty_period_is_all_calm() -> None:
    told = review(QUARTER, date(2026, 9, 30), material())
    assert told["headline"]["en"] == "Q3 2026: all calm, 80 metrics without a signal."
    assert told["went_well"] == [] and told["did_not"] == [] and told["complete"]


def test_goals_and_findings_go_to_their_sides_and_reasons_are_told_of_the_bad_ones() -> None:
    told = review(QUARTER, date(2026, 9, 30), material(
        goals=[goal("on_course"), goal("off_course")],
        findings=[finding("good", True, "2026-07-01"), finding("bad", False, "2026-08-01"),
                  finding("older", False, "2026-05-01"), finding("neither", None, "2026-08-01")],
    ))  # fmt: skip
    assert [one.get("goal") or one["finding"] for one in told["went_well"]] == ["g-on_course", "good"]
    assert [one.get("goal") or one["finding"] for one in told["did_not"]] == ["g-off_course", "bad"]
    assert [one["finding"] for one in told["why"]] == ["bad"]
    assert (
        told["headline"]["de"].startswith("3. Quartal 2026: 1 von 2 Zielen auf Kurs")
        or "1 von 2" in told["headline"]["de"]
    )


def test_the_next_targets_are_those_of_as_many_months_as_the_period_has() -> None:
    told = review(QUARTER, date(2026, 9, 30), material(goals=[goal("on_course")]))
    assert [one["month"] for one in told["next"]] == ["2026-10-01", "2026-11-01", "2026-12-01"]


def test_decisions_of_the_meeting_after_the_period_belong_to_it() -> None:
    said = {"about": "r", "kind": "rejected", "rule": "x", "body": {"title": BOTH}, "reason": "no budget", "by": ""}
    told = review(QUARTER, date(2026, 9, 30), material(
        decisions=[said | {"at": "2026-10-05T10:00:00"}, said | {"at": "2026-06-05T10:00:00"}]
    ))  # fmt: skip
    assert [one["sentence"]["en"] for one in told["decisions"]] == ["Rejected: Sentence (no budget)"]


def test_what_is_overdue_is_named() -> None:
    action = {"id": "a", "title": BOTH, "state": "running", "owner_team": "Service", "due_on": "2026-09-01",
              "done_on": None}  # fmt: skip
    told = review(QUARTER, date(2026, 9, 30), material(actions=[action]))
    assert [one["id"] for one in told["actions"]["overdue"]] == ["a"]

"""Goals bring the targets of their months; decisions, reviews and answers are kept with who said them."""

from __future__ import annotations

from datetime import date

import pytest

from leitstand.control.audit import services as audit
from leitstand.control.plan import decisions, goals, reviews, services, signals
from leitstand.foundation.errors import UnknownId, UnusableInput

BY = date(2027, 9, 30)
MONTHS = [
    {"month": "2026-10", "baseline": 9.0, "target": 10.0},
    {"month": "2026-11-01", "baseline": 9.0, "target": 11.0},
]


def targets(alias: str) -> dict[date, tuple[float, str]]:
    return {one.period_start: (one.value, one.kind) for one in services.targets_for(alias, "revenue_net", "month")}


def test_a_goal_sets_the_targets_of_its_months(alias: str) -> None:
    kept = goals.set_goal(alias, "revenue_net", "increase_to", 21.0, BY, months=MONTHS, p80=20.0, set_by="Anna")
    assert targets(alias) == {date(2026, 10, 1): (10.0, "at_or_above"), date(2026, 11, 1): (11.0, "at_or_above")}
    assert (kept["by"], kept["p80"], kept["state"], kept["set_by"]) == ("2027-09-30", 20.0, "open", "Anna")
    (line,) = audit.history(alias, "target", "revenue_net month 2026-10-01")
    assert (line["by"], line["what"], line["after"]["value"]) == ("Anna", "created", 10.0)


def test_a_new_goal_takes_the_place_of_the_old_one(alias: str) -> None:
    first = goals.set_goal(alias, "revenue_net", "at_or_above", 21.0, BY, months=MONTHS)
    other = goals.set_goal(alias, "revenue_net", "at_or_above", 5.0, BY, segment="country=DE")
    second = goals.set_goal(alias, "revenue_net", "at_or_below", 12.0, BY, months=[MONTHS[0] | {"target": 12.0}])
    assert targets(alias) == {date(2026, 10, 1): (12.0, "at_or_below")}
    assert {one["id"] for one in goals.goals(alias, "open")} == {other["id"], second["id"]}
    assert audit.history(alias, "goal", first["id"])[-1]["note"] == f"replaced by {second['id']}"


def test_a_dropped_goal_leaves_what_others_set(alias: str) -> None:
    kept = goals.set_goal(alias, "revenue_net", "at_or_above", 21.0, BY, months=MONTHS)
    services.set_target(alias, "revenue_net", "month", date(2026, 11, 1), 7.0, "at_or_above")
    goals.end_goal(alias, kept["id"], "dropped", "Anna", "too much")
    assert targets(alias) == {date(2026, 11, 1): (7.0, "at_or_above")}
    with pytest.raises(UnknownId):
        goals.goal(alias, "nothing")
    with pytest.raises(UnusableInput, match="is no number"):
        goals.set_goal(alias, "revenue_net", "at_or_above", float("nan"), BY)


def test_a_reached_goal_keeps_its_targets(alias: str) -> None:
    kept = goals.set_goal(alias, "revenue_net", "at_or_above", 21.0, BY, months=MONTHS)
    assert goals.end_goal(alias, kept["id"], "reached")["state"] == "reached"
    assert len(targets(alias)) == 2


def test_the_newest_decision_holds_and_a_rejection_needs_a_reason(alias: str) -> None:
    body = {"id": "3f9c21ab", "rule": "win_back_lapsed", "expected": {"mid": 0.05}}
    with pytest.raises(UnusableInput, match="needs a reason"):
        decisions.decide(alias, body, "rejected", "abc")
    decisions.decide(alias, body, "rejected", "abc", "no budget", "Anna")
    decisions.decide(alias, body, "accepted", "abd", by="Bert")
    newest = decisions.newest(alias)["3f9c21ab"]
    assert (newest["kind"], newest["evidence"], newest["by"], newest["body"]) == ("accepted", "abd", "Bert", body)
    assert [one["kind"] for one in decisions.decisions(alias)] == ["accepted", "rejected"]


def test_a_signed_review_stays(alias: str) -> None:
    month = date(2026, 9, 1)
    with pytest.raises(UnusableInput, match="waits for a signature"):
        reviews.sign_review(alias, "month", month, "Anna")
    reviews.keep_review(alias, "month", month, {"state": "calm"})
    reviews.keep_review(alias, "month", month, {"state": "good"})
    signed = reviews.sign_review(alias, "month", month, "Anna")
    assert (signed["body"], signed["signed_by"]) == ({"state": "good"}, "Anna")
    for change in (lambda: reviews.keep_review(alias, "month", month, {}), lambda: reviews.sign_review(
            alias, "month", month, "Bert")):  # fmt: skip
        with pytest.raises(UnusableInput):
            change()
    (kept,) = reviews.reviews(alias, "month")
    assert kept == signed
    assert [line["what"] for line in audit.history(alias, "review", kept["id"])] == ["written", "written", "signed"]


def test_the_newest_answer_to_a_signal_holds(alias: str) -> None:
    with pytest.raises(UnusableInput, match="needs a reason"):
        signals.answer(alias, "s1", "lasting", "")
    signals.answer(alias, "s1", "temporary_fix", "machine repaired")
    signals.answer(alias, "s1", "lasting", "new price list", "Anna", date(2026, 9, 1))
    assert {name: (one["kind"], one["baseline"]) for name, one in signals.answers(alias).items()} == {
        "s1": ("lasting", "2026-09-01")
    }

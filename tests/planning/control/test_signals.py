"""When something wants an answer."""

from __future__ import annotations

from datetime import date

from leitstand.foundation.period import add_months, period_of
from leitstand.planning.control.corridor import Month, Standing
from leitstand.planning.control.signals import of_findings, of_months


def months(*actual: float) -> list[Month]:
    """Plan 100, corridor 90 to 110."""
    found = []
    for place, value in enumerate(actual):
        standing: Standing = "within" if 90 <= value <= 110 else "better" if value > 110 else "worse"
        found.append(
            Month(period_of(add_months(date(2026, 1, 1), place), "month"), 100, 90, 110, value, None, standing)
        )
    return found


def rules(*actual: float) -> list[str]:
    return [one.rule for one in of_months(months(*actual), "revenue_net", "", "at_or_above", "goal")]


def test_within_is_calm_and_one_month_a_little_outside_too() -> None:
    assert rules(100, 95, 108) == []
    assert rules(100, 88, 101) == []


def test_far_outside_two_of_three_and_a_run() -> None:
    assert rules(100, 80) == ["far_outside"]
    assert rules(88, 100, 87) == ["two_of_three"]
    assert rules(98, 97, 99, 96, 98, 95, 99, 97) == ["run_on_one_side"]
    assert rules(98, 97, 99, 101, 98, 95, 99, 97) == []


def test_what_is_long_past_is_no_signal_any_more() -> None:
    assert rules(70, 100, 101, 99) == []


def test_a_signal_says_since_when_and_whether_it_is_good_news() -> None:
    (one,) = of_months(months(100, 120, 85), "revenue_net", "", "at_or_above", "goal")
    assert (one.since, one.good, one.value, one.plan) == (date(2026, 2, 1), True, 120, 100)
    (worse,) = of_months(months(100, 120), "churn_rate", "", "at_or_below", "goal")
    assert not worse.good


def test_what_was_answered_as_lasting_is_not_told_again() -> None:
    assert of_months(months(70, 71, 100), "revenue_net", "", "at_or_above", "goal", since=date(2026, 3, 1)) == []


def test_special_causes_of_what_is_watched_only() -> None:
    shift = {"id": "a", "type": "level_shift", "metric": "nps", "dims": {}, "status": "new", "since": "2026-07-01",
             "good": False}  # fmt: skip
    told = [shift, shift | {"id": "b", "type": "trend"}, shift | {"id": "c", "dims": {"country": "DE"}},
            shift | {"id": "d", "status": "answered"}, shift | {"id": "e", "since": "2024-01-01"}]  # fmt: skip
    found = of_findings(told, [("nps", {}), ("revenue_net", {})], date(2026, 1, 1))
    assert [one.about for one in found] == ["a"]
    assert found[0].id == of_findings([shift], [("nps", {})], date(2026, 1, 1))[0].id


def test_an_answered_special_cause_stays_in_sight_with_its_answer() -> None:
    shift = {"id": "a", "type": "level_shift", "metric": "nps", "dims": {}, "status": "new", "since": "2026-07-01",
             "good": False}  # fmt: skip
    (one,) = of_findings([shift], [("nps", {})], date(2026, 1, 1))
    answered = shift | {"status": "answered"}
    assert of_findings([answered], [("nps", {})], date(2026, 1, 1)) == []
    assert of_findings([answered], [("nps", {})], date(2026, 1, 1), {one.id}) == [one]
    assert of_findings([shift | {"status": "gone"}], [("nps", {})], date(2026, 1, 1), {one.id}) == []

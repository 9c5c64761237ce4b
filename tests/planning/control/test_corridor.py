"""Months beside their plan."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from leitstand.foundation.period import Period, add_months, period_of
from leitstand.planning.control.corridor import corridor

START = date(2023, 1, 1)


def course(values: list[float]) -> list[tuple[Period, float | None]]:
    return [(period_of(add_months(START, place), "month"), value) for place, value in enumerate(values)]


def plan(first: int, values: list[float]) -> list[tuple[date, float]]:
    return [(add_months(START, first + place), value) for place, value in enumerate(values)]


@pytest.fixture(scope="module")
def noise() -> np.ndarray:
    return np.random.default_rng(3).normal(0, 5, 60)


def test_a_month_as_planned_lies_within_and_one_far_off_does_not(noise: np.ndarray) -> None:
    known = [100 + each for each in noise[:36]]
    months = corridor(course([*known, 101.0, 60.0, 140.0]), plan(36, [100.0] * 4), date(2026, 1, 1), "at_or_above")
    assert [one.standing for one in months] == ["within", "worse", "better", "ahead"]
    assert months[0].low is not None and months[0].high is not None
    assert months[0].low < 100 < months[0].high


def test_less_is_better_turns_the_sides(noise: np.ndarray) -> None:
    known = [100 + each for each in noise[:36]]
    months = corridor(course([*known, 60.0, 140.0]), plan(36, [100.0] * 2), date(2026, 1, 1), "at_or_below")
    assert [one.standing for one in months] == ["better", "worse"]


def test_what_came_after_the_goal_was_set_does_not_widen_its_corridor(noise: np.ndarray) -> None:
    known = [100 + each for each in noise[:36]]
    calm = corridor(course([*known, 100.0]), plan(36, [100.0]), date(2026, 1, 1), "at_or_above")
    wild = corridor(course([*known, 900.0]), plan(36, [100.0]), date(2026, 1, 1), "at_or_above")
    assert (calm[0].low, calm[0].high) == (wild[0].low, wild[0].high)


def test_a_short_history_gives_no_corridor_and_no_judgement() -> None:
    months = corridor(course([100.0] * 6 + [10.0]), plan(6, [100.0]), add_months(START, 6), "at_or_above")
    assert months[0].low is None
    assert months[0].standing == "unknown"


def test_most_months_of_an_unchanged_course_stay_within() -> None:
    dice = np.random.default_rng(11)
    outside = months_seen = 0
    for _ in range(30):
        values = list(200 + dice.normal(0, 12, 48))
        months = corridor(course(values), plan(36, [200.0] * 12), date(2026, 1, 1), "at_or_above")
        outside += sum(one.standing in ("better", "worse") for one in months)
        months_seen += len(months)
    assert outside / months_seen < 0.1

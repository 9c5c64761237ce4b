"""How a goal stands in the end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leitstand.foundation.period import add_months, period_of
from leitstand.planning.control.following import Course, follow
from leitstand.planning.targets.standing import Standing

START = date(2025, 1, 1)
NOTHING = Standing(None, None, None, None, None, None, [])


def goal(kind: str, target: float, monthly: float) -> dict[str, Any]:
    months = [{"month": add_months(START, place).isoformat(), "target": monthly} for place in range(12)]
    return {"id": "g", "metric": "revenue_net", "segment": "", "kind": kind, "by": "2025-12-31", "baseline": None,
            "baseline_on": "2025-01-01", "target": target, "months": months, "set_at": "2025-01-01"}  # fmt: skip


def course(each: float, flow: bool = True) -> Course:
    history = [(period_of(add_months(START, place), "month"), each) for place in range(13)]
    return Course(history, flow, None, "currency", "EUR")


@pytest.mark.parametrize(
    ("kind", "target", "monthly", "each", "state"),
    [
        ("increase_to", 1200, 100, 101, "reached"),
        ("increase_to", 1200, 100, 99, "missed"),
        ("increase_to", 1200, 100, 100, "reached"),
        ("decrease_to", 1200, 100, 100, "reached"),
        ("at_or_above", 100, 100, 99, "missed"),  # a level for every month is not reached by their sum
        ("at_or_below", 100, 100, 99, "reached"),
        ("at_or_below", 100, 100, 101, "missed"),
    ],
)
def test_a_term_that_is_over(kind: str, target: float, monthly: float, each: float, state: str) -> None:
    assert follow(goal(kind, target, monthly), course(each), NOTHING).state == state


def test_a_running_term_is_told_as_the_goals_tell_it() -> None:
    stands = Standing(0.0, 0.0, 1250.0, 1100.0, 1400.0, 0.7, [], 1200.0)
    told = follow(goal("at_or_above", 100, 100), course(100), stands).as_dict()
    assert (told["state"], told["probability"], told["aim"], told["outlook"]["mid"]) == (
        "on_course",
        0.7,
        1200.0,
        1250.0,
    )
    assert "€1,200" in told["sentence"]["en"] and "1.200" in told["sentence"]["de"]

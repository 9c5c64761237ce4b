"""Watches what an action must not harm: its guardrails, month by month against what was to be expected without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import period_of
from leitstand.metrics.registry import find
from leitstand.planning.control.corridor import Side, corridor
from leitstand.planning.control.following import Course
from leitstand.planning.control.signals import Signal, of_months


def of_action(action: Mapping[str, Any], course_of: Callable[[str, str], Course], as_of: date) -> list[Signal]:
    """Guardrails that went the wrong way since the action began. course_of: metric, segment → its months."""
    if not action["starts_on"]:
        return []
    start = date.fromisoformat(action["starts_on"])
    segment = " & ".join(f"{name}={cell}" for name, cell in sorted(action["dims"].items()))
    found = []
    for metric in action["guardrails"]:
        course = course_of(metric, segment)
        if not course.history:  # it cannot be told for so small a part: then of the whole company
            course = course_of(metric, "")
        found += [one for one in _signals(metric, segment, course, start, action["id"]) if not one.good]
    return found


def _signals(metric: str, segment: str, course: Course, start: date, action_id: str) -> list[Signal]:
    from leitstand.analysis.series.forecasting import forecast

    before = [(period, value) for period, value in course.history if period.end <= start]
    months = len(course.history) - len(before)
    direction = find(metric).direction
    if not before or months < 1 or direction == "context":
        return []
    values = [float("nan") if value is None else value for _, value in before]
    try:
        expected = forecast(values, months, 12, course.limits)
    except UnusableInput:
        return []
    plan, period = [], before[-1][0]
    for place in range(months):
        period = period_of(period.end, "month")
        plan.append((period.start, float(expected.p50[place])))
    side: Side = "at_or_above" if direction == "up" else "at_or_below"
    watched = corridor(course.history, plan, start, side)
    return of_months(watched, metric, segment, side, action_id, rule="guardrail")

"""A calculated target in the shape that scripts and people read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from leitstand.analysis.explain.telling import part_title
from leitstand.foundation.period import Period
from leitstand.metrics.registry import find
from leitstand.planning.targets.course import Course, numbers, way_of
from leitstand.planning.targets.levers import BOUNDS
from leitstand.planning.targets.planned import Driver, Planned
from leitstand.planning.targets.tree import Split

WEEK = 7
HALF = 0.5


def told(goal: Course, months: Sequence[Period], found: Planned, parts: Split, as_of: date) -> dict[str, Any]:
    """The documented shape of `leitstand target --json`."""
    year, one = found.year, find(goal.metric)
    money = one.unit in ("currency", "currency_per_day")
    return {
        "metric": goal.metric, "title": one.title.as_dict(), "unit": one.unit,
        "currency": goal.facts.currency if money else None, "segment": str(goal.segment),
        "from": months[0].start.isoformat(), "by": months[-1].last_day.isoformat(), "as_of": as_of.isoformat(),
        "baseline": year.value, "target": found.target, "increase": _share(found.target, year.value),
        "last_year": year.last, "growth_on_last_year": _share(found.target, year.last),
        "baseline_growth": _share(year.value, year.last),
        "wanted": "up" if found.up else "down", "expected": found.alone >= HALF,
        "feasible": found.feasible, "reachable": found.reachable, "binding": found.binding,
        "probability": found.probability, "probability_without": found.alone,
        "p20": found.stretch, "p50": found.likely, "p80": found.commitment,
        "operator": found.operator, "moves_with": parts.whole,
        "drivers": [_driver(driver, found) for driver in found.drivers],
        "months": [
            {"month": month.start.isoformat()[:7], "baseline": float(before), "target": float(after)}
            for month, before, after in zip(months, year.path, found.path, strict=True)
        ],
        "per_week": per_week(goal, months, found, as_of),
        "method": year.method, "note": year.note and year.note.as_dict(),
    }  # fmt: skip


def per_week(goal: Course, months: Sequence[Period], found: Planned, as_of: date) -> dict[str, float] | None:
    """What each week from now until the end must bring, and what it would bring anyway; None where nothing adds up.

    What the days since the last complete month have brought counts as reached.
    """
    if way_of(goal.metric) != "flow":
        return None
    start, end = max(as_of + timedelta(days=1), months[0].start), months[-1].end
    weeks = (end - start).days / WEEK
    if weeks <= 0:
        return None
    reached = float(found.year.path[: found.year.known].sum())
    begun = max(goal.end, months[0].start)
    if begun < start:
        reached += numbers(goal.facts, goal.metric, [Period(begun, start, "total")], goal.segment)[0] or 0.0
    aim = found.target if found.feasible else found.reachable
    return {"weeks": weeks, "reached": reached, "needed": (aim - reached) / weeks,
            "without": (found.year.value - reached) / weeks}  # fmt: skip


def _driver(one: Driver, found: Planned) -> dict[str, Any]:
    own = {"factor": one.factor} if found.operator == "product" else {"contribution": one.contribution}
    return {
        "metric": one.metric, "title": part_title(one.metric).as_dict(), "unit": find(one.metric).unit, **own,
        "from": one.before, "to": one.after, "low": one.low, "high": one.high, "bound_by": one.bound_by,
        "bound": BOUNDS[one.bound_by].as_dict(), "binding": one.binding,
    }  # fmt: skip


def _share(value: float, base: float | None) -> float | None:
    """By how much the value is above the base; None where a share of it says nothing."""
    return value / base - 1 if base is not None and base > 0 else None

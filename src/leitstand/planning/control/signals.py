"""Says when something needs an answer: only special causes do, so that most months nothing does.

Rules, as on a process behaviour chart (Wheeler 1993; the NHS uses the same): one month far outside the corridor, two of
three months outside on the same side, eight months in a row on one side of the plan. Beside them the special causes
that the analysis found in what is watched, and guardrails of actions that leave the range expected without the action.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from leitstand.planning.control.corridor import Month, Side

FAR = 1.5
"""A month so many times further from the plan than the corridor reaches is a signal by itself (three sigma instead of
two)."""

RUN = 8
Rule = Literal["far_outside", "two_of_three", "run_on_one_side", "special_cause", "guardrail"]


@dataclass(frozen=True, slots=True)
class Signal:
    """id: the same as long as it is the same matter. since: first day of what it is about. good: whether it is good
    news. about: id of the goal, finding or action. value, plan: where it compares two numbers."""

    id: str
    rule: Rule
    metric: str
    segment: str
    since: date
    good: bool
    about: str
    value: float | None = None
    plan: float | None = None


def of_months(months: Sequence[Month], metric: str, segment: str, side: Side, about: str,
              since: date | None = None, rule: Rule | None = None) -> list[Signal]:  # fmt: skip
    """The signal of the first rule that speaks, or none. since: what came before was answered as lasting. rule: the
    name it gets instead of that of the rule."""
    over = [
        one
        for one in months
        if one.standing not in ("ahead", "unknown") and (since is None or one.period.start >= since)
    ]
    places: dict[Rule, int | None] = {
        "far_outside": _far(over), "two_of_three": _two_of_three(over), "run_on_one_side": _run(over)
    }  # fmt: skip
    for name, place in places.items():
        if place is not None:
            month = over[place]
            value = month.plan if month.actual is None else month.actual
            good = (value > month.plan) == (side == "at_or_above")
            identity = signal_id(f"{name} {metric}", about, month.period.start)
            return [Signal(identity, rule or name, metric, segment, month.period.start, good, about, value, month.plan)]
    return []


def _far(months: Sequence[Month]) -> int | None:
    """The latest month far outside, if it is one of the last three."""
    for place in range(len(months) - 1, max(len(months) - 4, -1), -1):
        deviation = _deviation(months[place])
        if deviation is not None and abs(deviation) > FAR:
            return place
    return None


def _two_of_three(months: Sequence[Month]) -> int | None:
    """The first of two outside on the same side among the last three."""
    last = range(max(len(months) - 3, 0), len(months))
    for standing in ("worse", "better"):
        outside = [place for place in last if months[place].standing == standing]
        if len(outside) >= 2:
            return outside[0]
    return None


def _run(months: Sequence[Month]) -> int | None:
    """The first of the last eight, if all lie on one side of the plan."""
    last = months[-RUN:]
    if len(last) < RUN:
        return None
    sides = {(one.actual or 0.0) > one.plan for one in last}
    return len(months) - RUN if len(sides) == 1 else None


def _deviation(month: Month) -> float | None:
    """How far from the plan, where the edge of the corridor is 1."""
    if month.actual is None or month.low is None or month.high is None:
        return None
    reach = month.high - month.plan if month.actual > month.plan else month.plan - month.low
    return (month.actual - month.plan) / reach if reach > 0 else None


def signal_id(rule: str, about: str, since: date) -> str:
    told = json.dumps([rule, about, since.isoformat()])
    return hashlib.sha256(told.encode()).hexdigest()[:8]


SPECIAL = frozenset({"level_shift", "unexpected_value", "signal", "risk_ahead", "cash_low"})
"""Finding types that tell of a special cause; trends and descriptions are no reason to act at once."""


def of_findings(findings: Sequence[Mapping[str, object]], watched: Sequence[tuple[str, Mapping[str, str]]],
                since: date, answered: Container[str] = ()) -> list[Signal]:  # fmt: skip
    """Special causes in what is watched (metric, segment), begun since a day. findings: as `findings --json`. answered:
    ids of signals that stay in sight with their answer, though the finding counts as answered."""
    wanted = {(metric, tuple(sorted(dims.items()))) for metric, dims in watched}
    found = []
    for one in findings:
        dims = one["dims"]
        if not isinstance(dims, Mapping) or one["status"] == "gone" or one["type"] not in SPECIAL:
            continue
        began = one["since"] and date.fromisoformat(str(one["since"]))
        if not isinstance(began, date) or began < since or (one["metric"], tuple(sorted(dims.items()))) not in wanted:
            continue
        segment = ", ".join(f"{name}={cell}" for name, cell in sorted(dims.items()))
        about, good = str(one["id"]), one["good"] is True
        own = signal_id("special_cause", about, began)
        if one["status"] in ("new", "ongoing") or own in answered:
            found.append(Signal(own, "special_cause", str(one["metric"]), segment, began, good, about))
    return found

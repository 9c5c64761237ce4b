"""What belongs to an effect when it is told: where it was, and what else changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from leitstand.analysis.run.words import segment
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import add_months
from leitstand.foundation.segment import Condition, Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask, answer, dimensions_of
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.contract import Metric
from leitstand.metrics.registry import find
from leitstand.planning.effects.contract import Effect, Verdict
from leitstand.planning.effects.power import REACH
from leitstand.planning.lessons.telling import Outcome, SideEffect

SMALL = 0.05
"""A guardrail that moved by less than this share is not called better or worse."""


def outcome_of(facts: StoreFacts, action: Mapping[str, Any], found: Effect, word: Verdict, dose: Text,
               share: float | None, beside: Sequence[SideEffect]) -> Outcome:  # fmt: skip
    plan = action["check"]
    metric, where = find(plan["metric"]).title, segment(plan["dims"])
    return Outcome(
        title=Text(**action["title"]),
        context=Text(de=metric.de + where.de, en=metric.en + where.en),
        dose=dose,
        design=found.design,
        verdict=word,
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        unit=plan["unit"],
        currency=facts.currency,
        relative=bool(plan.get("relative")),
        minimum=plan["minimum_effect"],
        seen=REACH * found.se if 0 < found.se < float("inf") else None,
        share=share,
        side_effects=beside,
        broken=next((check.text for check in found.failed), None),
    )


def side_effects(facts: StoreFacts, action: Mapping[str, Any]) -> list[SideEffect]:
    """The guardrails of an action over its window against the same days a year before; those that can be told."""
    plan = action["check"]
    start, end = (date.fromisoformat(plan[name]) for name in ("start", "window_end"))
    found = []
    for name in action["guardrails"]:
        after, before = (_value(facts, name, plan["dims"], start, end, months) for months in (0, -12))
        if after is not None and before is not None:
            found.append(_side_effect(name, before, after))
    return found


def _side_effect(name: str, before: float, after: float) -> SideEffect:
    one = find(name)
    moved = after - before
    small = abs(moved) <= SMALL * abs(before) or one.direction == "context"
    return SideEffect(one.title, before, after, one.unit, None if small else (moved > 0) == (one.direction == "up"))


def _value(facts: StoreFacts, name: str, dims: Mapping[str, str], start: date, end: date, months: int) -> float | None:
    one = find(name)
    if isinstance(one, Metric) and "total" not in one.grains:
        return None
    where = Segment(
        tuple(Condition(key, (value,)) for key, value in sorted(dims.items()) if key in dimensions_of(name))
    )
    first, last = add_months(start, months), add_months(end, months)
    try:
        values = answer(facts, name, Ask("total", (), where, first, last, intervals=False))
    except LeitstandError:
        return None
    return values[0].value if values else None

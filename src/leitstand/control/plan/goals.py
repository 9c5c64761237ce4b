"""Sets, follows and drops the goals of the company; each brings the targets of its months along."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan import services
from leitstand.control.plan.models import Goal
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

Kind = Literal["at_or_above", "at_or_below", "increase_to", "decrease_to"]
State = Literal["open", "reached", "missed", "dropped"]


def set_goal(alias: str, metric: str, kind: Kind, target: float, by: date, *, segment: str = "",
             months: Sequence[Mapping[str, Any]] = (), set_by: str = "", **told: Any) -> dict[str, Any]:  # fmt: skip
    """The goal as kept, with `id`; takes the place of an open one for the same metric and segment.

    months: {month ("2026-11" or its first day), baseline, target} each; they become the targets of these months. told:
    baseline, baseline_on, p20, p50, p80, probability, drivers, note. Raises UnusableInput for what is no number.
    """
    if not math.isfinite(target):
        raise UnusableInput(
            Text(de=f"Das Ziel {target} ist keine Zahl.", en=f"The target {target} is no number."),
            Text(de="Geben Sie eine endliche Zahl an.", en="Give a finite number."),
        )
    goal = Goal(metric=metric, segment=segment, kind=kind, target=target, by=by, months=list(months), set_by=set_by,
                **told)  # fmt: skip
    with noted(alias, goal, "created", set_by):
        for earlier in Goal.objects.using(alias).filter(metric=metric, segment=segment, state="open"):
            _end(alias, earlier, "dropped", set_by, f"replaced by {goal.id}")
        goal.save(using=alias, force_insert=True)
        for month in goal.months:
            services.set_target(alias, metric, "month", _first(month), float(month["target"]), _side(kind),
                                segment=segment, by=set_by)  # fmt: skip
    return as_row(goal)


def end_goal(alias: str, goal_id: str, state: Literal["reached", "missed", "dropped"], by: str = "",
             note: str = "") -> dict[str, Any]:  # fmt: skip
    """Closes a goal; a dropped one takes the targets along that it set. Raises UnknownId."""
    one = _find(alias, goal_id)
    _end(alias, one, state, by, note)
    return as_row(one)


def goals(alias: str, state: State | None = None) -> list[dict[str, Any]]:
    """The goals, those due first at the front; of one state where given."""
    rows = Goal.objects.using(alias).order_by("by", "metric", "id")
    return [as_row(one) for one in (rows if state is None else rows.filter(state=state))]


def goal(alias: str, goal_id: str) -> dict[str, Any]:
    """One goal. Raises UnknownId."""
    return as_row(_find(alias, goal_id))


def _end(alias: str, one: Goal, state: str, by: str, note: str) -> None:
    with noted(alias, one, state, by, note):
        one.state = state
        one.save(using=alias)
        if state == "dropped":
            for month in one.months:
                services.remove_target(alias, one.metric, "month", _first(month), segment=one.segment,
                                       only=float(month["target"]), by=by)  # fmt: skip


def _find(alias: str, goal_id: str) -> Goal:
    found = Goal.objects.using(alias).filter(pk=goal_id).first()
    if found is None:
        known = Goal.objects.using(alias).values_list("pk", flat=True)
        raise UnknownId(Text(de="Das Ziel", en="goal"), goal_id, known)
    return found


def _first(month: Mapping[str, Any]) -> date:
    return date.fromisoformat(f"{str(month['month'])[:7]}-01")


def _side(kind: Kind) -> Literal["at_or_above", "at_or_below"]:
    return "at_or_above" if kind in ("at_or_above", "increase_to") else "at_or_below"

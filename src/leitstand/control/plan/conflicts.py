"""What actions may not do to each other: overload a team, blur each other's effect, wait for each other in a ring."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from leitstand.control.plan.models import Action, ActionState
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

OPEN = (ActionState.PLANNED, ActionState.RUNNING)
AT_MOST = 3
"""Open actions per team: with more, none gets done."""


class Conflict(UnusableInput):
    """An action that would get in the way of others; it can be wanted all the same, with a reason."""

    def __init__(self, message: Text) -> None:
        super().__init__(
            message,
            Text(
                de="Planen Sie anders, oder nennen Sie mit --anyway den Grund, es trotzdem zu tun.",
                en="Plan it differently, or give the reason to do it all the same with --anyway.",
            ),
        )


def check_team(alias: str, action: Action) -> None:
    """Raises Conflict where the team of an open action has its hands full with others."""
    if not action.owner_team or action.state not in OPEN:
        return
    others = Action.objects.using(alias).filter(owner_team=action.owner_team, state__in=OPEN).exclude(pk=action.pk)
    busy = sorted(others.values_list("pk", flat=True))
    if len(busy) >= AT_MOST:
        team, ids = action.owner_team, ", ".join(busy)
        raise Conflict(
            Text(
                de=f"Das Team „{team}“ hat schon {len(busy)} offene Maßnahmen ({ids}), und mehr sind zu viel.",
                en=f"The team '{team}' has {len(busy)} open actions already ({ids}), and more are too many.",
            )
        )


def check_lever(alias: str, action: Action) -> None:
    """Raises Conflict where another action works on the same lever, in the same segment, at the same time."""
    others = Action.objects.using(alias).filter(metric=action.metric).exclude(pk=action.pk)
    for other in others.exclude(state=ActionState.DROPPED).order_by("starts_on", "pk"):
        if _same_place(action.dims, other.dims) and _same_time(action, other):
            raise Conflict(
                Text(
                    de=f"Maßnahme {other.pk} wirkt im selben Zeitraum auf dieselbe Kennzahl ({action.metric}); "
                    "die Wirkungen wären nicht zu trennen.",
                    en=f"Action {other.pk} works on the same metric ({action.metric}) at the same time; "
                    "their effects could not be told apart.",
                )
            )


def check_ring(alias: str, action: Action, needs: Collection[str]) -> None:
    """Raises UnusableInput where the action would in the end wait for itself."""
    links = Action.needs.through.objects.using(alias).values_list("from_action_id", "to_action_id")
    waits: dict[str, set[str]] = {}
    for waiting, needed in links:
        waits.setdefault(waiting, set()).add(needed)
    seen, ahead = set[str](), list(needs)
    while ahead:
        one = ahead.pop()
        if one == action.pk:
            raise UnusableInput(
                Text(
                    de=f"Die Maßnahme {action.pk} würde am Ende auf sich selbst warten.",
                    en=f"Action {action.pk} would in the end wait for itself.",
                ),
                Text(de="Lassen Sie eine Abhängigkeit weg.", en="Leave one dependency out."),
            )
        if one not in seen:
            seen.add(one)
            ahead += waits.get(one, ())


def _same_place(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Two segments are apart where they name different cells of one dimension."""
    return all(one[key] == other[key] for key in one.keys() & other.keys())


def _same_time(one: Action, other: Action) -> bool:
    """Both ends count as inside; what has no end goes on."""
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(action: Action) -> date:
    return action.starts_on or action.created_at.date()


def _last(action: Action) -> date:
    """The last day on which it acts or its effect is watched (`window_end` is the day after)."""
    watched = action.design.get("window_end")
    ends = [date.fromordinal(date.fromisoformat(watched).toordinal() - 1)] if watched else []
    ends += [day for day in (action.done_on or action.due_on,) if day]
    return max(ends, default=date.max)

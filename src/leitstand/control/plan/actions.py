"""Plans actions, follows them to their end, and keeps the design by which their effect will be measured."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.utils import timezone

from leitstand.control import database
from leitstand.control.account.models import User
from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan import conflicts
from leitstand.control.plan.models import Action, ActionState, Milestone
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

TOUCHES_OTHERS = ("owner_team", "metric", "dims", "starts_on", "due_on", "design")
"""Only where one of these changes are the rules of conflict looked at anew."""
FIELDS = ("title", "rule", "recommendation", "goal_id", "metric", "dims", "baseline", "expected", "guardrails",
          "owner_role", "owner_team", "owner", "starts_on", "due_on", "cost", "effort", "note")  # fmt: skip
"""What can be said of an action when it is planned, and changed later. owner: address of a user, '' = nobody."""


def add_action(alias: str, *, title: Text, metric: str, needs: Collection[str] = (),
               design: Mapping[str, Any] | None = None, by: str = "", anyway: str = "", action_id: str = "",
               **told: Any) -> dict[str, Any]:  # fmt: skip
    """A new action, planned. told: any of FIELDS. design: registered with it. anyway: the reason to add it against the
    rules of conflict.

    Raises Conflict, UnusableInput for a ring of dependencies or days in the wrong order, UnknownId.
    """
    told = _read(alias, told)
    one = Action(title=title.as_dict(), metric=metric, design=_registered(design) if design else {}, **told)
    one.id = action_id or one.id
    with noted(alias, one, "created", by, anyway):
        _check(alias, one, anyway)
        one.save(using=alias, force_insert=True)
        _link(alias, one, needs)
    return action(alias, one.id)


def change_action(alias: str, action_id: str, *, by: str = "", note: str = "", anyway: str = "",
                  **told: Any) -> dict[str, Any]:  # fmt: skip
    """Changes what is said of an action (any of FIELDS). Raises as `add_action`."""
    told = _read(alias, told)
    with _changing(alias, action_id, "changed", by, note, anyway) as one:
        for name, value in told.items():
            setattr(one, name, value)
    return action(alias, action_id)


def start(alias: str, action_id: str, on: date, *, by: str = "", anyway: str = "") -> dict[str, Any]:
    """Begins a planned action. Raises UnusableInput where it waits for others or has begun, Conflict, UnknownId."""
    with _changing(alias, action_id, "started", by, "", anyway) as one:
        _expect(one, ActionState.PLANNED)
        waiting = ", ".join(sorted(need.pk for need in one.needs.all() if need.state != ActionState.DONE))
        if waiting and not anyway:
            raise conflicts.Conflict(
                Text(
                    de=f"Die Maßnahme {one.pk} wartet noch auf {waiting}.",
                    en=f"Action {one.pk} still waits for {waiting}.",
                )
            )
        one.state, one.starts_on = ActionState.RUNNING, on
    return action(alias, action_id)


def finish(alias: str, action_id: str, on: date, *, by: str = "", note: str = "") -> dict[str, Any]:
    """Says that an action is done. Raises UnusableInput where it is closed already, UnknownId."""
    with _changing(alias, action_id, "done", by, note) as one:
        _expect(one, *conflicts.OPEN)
        one.state, one.done_on, one.starts_on = ActionState.DONE, on, one.starts_on or on
    return action(alias, action_id)


def drop(alias: str, action_id: str, reason: str, *, by: str = "") -> dict[str, Any]:
    """Gives an action up. Raises UnusableInput without a reason or where it is closed already, UnknownId."""
    if not reason.strip():
        raise UnusableInput(
            Text(de="Wer eine Maßnahme aufgibt, nennt den Grund.", en="Giving an action up needs a reason."),
            Text(de=f"leitstand action drop {action_id} GRUND", en=f"leitstand action drop {action_id} REASON"),
        )
    with _changing(alias, action_id, "dropped", by, reason.strip()) as one:
        _expect(one, *conflicts.OPEN)
        one.state = ActionState.DROPPED
    return action(alias, action_id)


def postpone(alias: str, action_id: str, *, as_of: date, start: date | None = None, due: date | None = None,
             reason: str = "", by: str = "", anyway: str = "") -> dict[str, Any]:  # fmt: skip
    """Moves an action. A registered check moves with its start, as long as no day of it has been (`as_of`: last day of
    the data); after that it stays. Raises UnusableInput, Conflict, UnknownId."""
    with _changing(alias, action_id, "postponed", by, reason, anyway) as one:
        _expect(one, *conflicts.OPEN)
        one.due_on = due or one.due_on
        if start is not None:
            _expect(one, ActionState.PLANNED)
            one.starts_on, one.design = start, _moved(one, start, as_of) if one.design else {}
    return action(alias, action_id)


def register(alias: str, action_id: str, design: Mapping[str, Any], *, by: str = "",
             anyway: str = "") -> dict[str, Any]:  # fmt: skip
    """Registers how the effect of an action will be measured. Raises UnusableInput where that stands already."""
    with _changing(alias, action_id, "registered", by, "", anyway) as one:
        if one.design:
            raise _fixed(one, Text(de="Ihre Prüfung steht schon fest.", en="Its check is registered already."))
        one.design = _registered(design)
    return action(alias, action_id)


def wait_for(alias: str, action_id: str, needs: Collection[str], *, by: str = "") -> dict[str, Any]:
    """Makes an action wait for others, and no more for those not named. Raises UnusableInput for a ring, UnknownId."""
    one = find(alias, action_id)
    with noted(alias, one, "linked", by):
        _link(alias, one, needs)
    return action(alias, action_id)


def comment(alias: str, action_id: str, text: str, *, by: str = "") -> dict[str, Any]:
    """Writes something into the history of an action. Raises UnknownId, UnusableInput for nothing."""
    one = find(alias, action_id)
    if not text.strip():
        raise UnusableInput(
            Text(de="Der Kommentar ist leer.", en="The comment is empty."),
            Text(de=f"leitstand action comment {action_id} TEXT", en=f"leitstand action comment {action_id} TEXT"),
        )
    with noted(alias, one, "comment", by, text.strip()):
        pass
    return action(alias, action_id)


def add_milestone(alias: str, action_id: str, title: str, due: date, *, by: str = "") -> dict[str, Any]:
    """Adds a step to an action. Raises UnknownId."""
    one = find(alias, action_id)
    step = Milestone(action=one, title=title.strip(), due_on=due)
    with noted(alias, step, "created", by), noted(alias, one, "milestone", by, f"{step.title} ({due})"):
        step.save(using=alias, force_insert=True)
    return action(alias, action_id)


def reach_milestone(alias: str, action_id: str, milestone_id: str, on: date, *, by: str = "") -> dict[str, Any]:
    """Says that a step is done. Raises UnknownId."""
    one = find(alias, action_id)
    step = one.milestones.filter(pk=milestone_id).first()
    if step is None:
        known = one.milestones.values_list("pk", flat=True)
        raise UnknownId(Text(de="Den Meilenstein", en="milestone"), milestone_id, known)
    with noted(alias, step, "done", by), noted(alias, one, "milestone done", by, f"{step.title} ({on})"):
        step.done_on = on
        step.save(using=alias)
    return action(alias, action_id)


def actions(alias: str, state: str | None = None) -> list[dict[str, Any]]:
    """All actions, those due first at the front; of one state where given. Shape: `action`."""
    rows = Action.objects.using(alias).order_by("due_on", "starts_on", "created_at")
    rows = rows.select_related("owner").prefetch_related("needs", "milestones")
    return [_as_dict(one) for one in (rows if state is None else rows.filter(state=state))]


def action(alias: str, action_id: str) -> dict[str, Any]:
    """One action: its fields, `check` (the registered design), `needs`, `milestones`. Raises UnknownId."""
    return _as_dict(find(alias, action_id))


def find(alias: str, action_id: str) -> Action:
    """The row of an action. Raises UnknownId."""
    found = Action.objects.using(alias).filter(pk=action_id).first()
    if found is None:
        known = Action.objects.using(alias).values_list("pk", flat=True)
        raise UnknownId(Text(de="Die Maßnahme", en="action"), action_id, known)
    return found


def _as_dict(one: Action) -> dict[str, Any]:
    row = as_row(one)
    row["check"] = row.pop("design")
    steps = sorted(one.milestones.all(), key=lambda step: (step.due_on, step.pk))
    row["milestones"] = [{key: value for key, value in as_row(step).items() if key != "action"} for step in steps]
    return row


def _read(alias: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of an action as its row holds it. Raises TypeError for what an action does not have."""
    if strange := told.keys() - set(FIELDS):
        raise TypeError(f"an action has no {', '.join(sorted(strange))}")
    row = dict(told)
    if isinstance(row.get("owner"), str):
        users = User.objects.using(alias)
        row["owner"] = users.filter(email=row["owner"].strip().lower()).first() if row["owner"] else None
        if told["owner"] and row["owner"] is None:
            raise UnknownId(Text(de="Die Person", en="user"), told["owner"], users.values_list("email", flat=True))
    return row


def _link(alias: str, one: Action, needs: Collection[str]) -> None:
    others = [find(alias, other) for other in needs]
    conflicts.check_ring(alias, one, [other.pk for other in others])
    one.needs.set(others)


@contextmanager
def _changing(alias: str, action_id: str, what: str, by: str, note: str, anyway: str = "") -> Iterator[Action]:
    """The action as it stands now; what is changed inside is looked at, written and noted."""
    with database.together(alias):
        one = find(alias, action_id)
        before = [getattr(one, name) for name in TOUCHES_OTHERS]
        with noted(alias, one, what, by, " ".join(filter(None, (note, anyway)))):
            yield one
            agreed = before == [getattr(one, name) for name in TOUCHES_OTHERS]
            _check(alias, one, anyway or ("unchanged" if agreed else ""))
            one.save(using=alias)


def _check(alias: str, one: Action, anyway: str) -> None:
    """Looks at the rules before an action is written; only what is still open can be planned differently."""
    for day, word in ((one.due_on, Text(de="fällig", en="due")), (one.done_on, Text(de="erledigt", en="done"))):
        if one.starts_on and day and day < one.starts_on:
            raise UnusableInput(
                Text(
                    de=f"Die Maßnahme wäre am {day:%d.%m.%Y} {word.de}, bevor sie am {one.starts_on:%d.%m.%Y} beginnt.",
                    en=f"The action would be {word.en} on {day}, before it starts on {one.starts_on}.",
                ),
                Text(de="Nennen Sie die Tage in der richtigen Folge.", en="Give the days in the right order."),
            )
    if one.cost is not None and one.cost < 0:
        raise UnusableInput(
            Text(de="Die Kosten müssen eine Zahl ab 0 sein.", en="The cost has to be a number from 0 on."),
            Text(de="Nennen Sie, was die Maßnahme kostet.", en="Give what the action costs."),
        )
    if one.state in conflicts.OPEN and not anyway:
        conflicts.check_team(alias, one)
        conflicts.check_lever(alias, one)


def _expect(one: Action, *states: str) -> None:
    if one.state not in states:
        word = STATES[one.state]
        raise UnusableInput(
            Text(de=f"Die Maßnahme {one.pk} ist {word.de}.", en=f"Action {one.pk} is {word.en}."),
            Text(de=f"`leitstand action {one.pk}` zeigt sie.", en=f"`leitstand action {one.pk}` shows it."),
        )


STATES = {
    "planned": Text(de="geplant", en="planned"),
    "running": Text(de="in Arbeit", en="under way"),
    "done": Text(de="erledigt", en="done"),
    "dropped": Text(de="aufgegeben", en="dropped"),
}


def _registered(design: Mapping[str, Any]) -> dict[str, Any]:
    return {**design, "registered_at": design.get("registered_at") or timezone.now().isoformat(timespec="seconds")}


def _moved(one: Action, start: date, as_of: date) -> dict[str, Any]:
    """The registered check with its days moved along."""
    begins = date.fromisoformat(one.design["start"])
    if begins <= as_of:
        raise _fixed(
            one, Text(de=f"Ihre Prüfung hat am {begins:%d.%m.%Y} begonnen.", en=f"Its check began on {begins}.")
        )
    window_end = date.fromisoformat(one.design["window_end"]) + (start - begins)
    moved = {"start": start.isoformat(), "window_end": window_end.isoformat(), "registered_at": None}
    return _registered({**one.design, **moved})


def _fixed(one: Action, why: Text) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Die Maßnahme {one.pk}: {why.de}", en=f"Action {one.pk}: {why.en}"),
        Text(de="Danach lässt sie sich nicht mehr ändern: sonst ließe sich das Ergebnis aussuchen. Legen Sie eine neue "
                "Maßnahme an.",
             en="After that it cannot be changed: the result could be picked otherwise. Make a new action."),
    )  # fmt: skip

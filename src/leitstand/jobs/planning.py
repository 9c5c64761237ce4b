"""The plan of a company: recommendations become actions with owner, date and check, and are followed to the end."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from leitstand.control import database
from leitstand.control.audit import services as audit
from leitstand.control.plan import actions as kept
from leitstand.control.plan import decisions, effects, goals, transfer
from leitstand.foundation.errors import LeitstandError, UnusableInput, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.period import Grain
from leitstand.foundation.segment import Condition, Segment
from leitstand.foundation.text import Text
from leitstand.jobs import arms, courses
from leitstand.jobs.links import Links
from leitstand.metrics.compute.answer import Ask, answer, default_grain
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.contract import Metric
from leitstand.metrics.registry import dimension, find

DAYS = {"S": 7, "M": 42, "L": 84}
"""How long an action takes where no day is named, by effort."""
WEEKS = 8
"""How long the effect of an own action is watched where nothing is said."""
LARGEST = 100_000_000
"""Bytes of a file that is taken in."""


def user() -> str:
    """Who is at work; a container may run under a number that has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


@dataclass(frozen=True, slots=True)
class Planning:
    """Decisions, actions and their checks, as `Workspace.plans` gives them.

    Money is in the reporting currency. Answers have the shape of `leitstand action --json` or `leitstand plan --json`.
    by: who is at work, for the audit trail.

    >>> workspace.plans.plan()["actions"]
    []
    >>> made = workspace.plans.add("Call back", "orders", check=False, team="Sales")
    >>> workspace.plans.drop(made["id"], "just a trial")["state"]
    'dropped'
    """

    home: Home
    facts: StoreFacts
    by: str = field(default_factory=user)

    @property
    def alias(self) -> str:
        return Links.of(self.home).alias

    def accept(self, recommendation: str, *, start: date | None = None, due: date | None = None,
               cost: float | None = None, title: str = "", team: str = "", owner: str = "", goal: str | None = None,
               design: str | None = None, campaign: str = "", weeks: int | None = None, minimum: float | None = None,
               needs: Sequence[str] = (), note: str = "", anyway: str = "") -> dict[str, Any]:  # fmt: skip
        """Makes a recommendation an action with a registered check; answers the action.

        What differs from the recommendation (title, cost) makes it an adapted one. design, campaign, weeks, minimum: of
        the check, default as recommended and as the data allow. anyway: the reason to do it against the rules of
        conflict. Raises UnknownId, Conflict, and UnusableInput where it is an action already or a check is impossible.
        """
        advice = self._recommendation(recommendation)
        begin = start or max(date.today(), self.facts.as_of + timedelta(days=1))
        price = advice["cost"] if cost is None else cost
        check = self._check(
            advice["check"]["metric"], advice["lever_dims"], begin, weeks or advice["check"]["weeks"], design, campaign,
            minimum if minimum is not None else _break_even(advice, price), advice["check"]["designs"],
        )  # fmt: skip
        adapted = bool(title) or price != advice["cost"]
        with database.together(self.alias):
            decisions.decide(self.alias, advice, "adapted" if adapted else "accepted", _evidence(advice), note, self.by)
            return kept.add_action(
                self.alias,
                title=Text(de=title, en=title) if title else Text(**advice["title"]),
                metric=advice["lever"],
                dims=advice["lever_dims"],
                rule=advice["rule"],
                recommendation=advice["id"],
                goal_id=goal,
                baseline=self._level(advice["lever"], advice["lever_dims"]),
                expected=advice["expected"] | {"gap": advice["gap"] and advice["gap"]["change"]},
                design=check,
                guardrails=advice["guardrails"],
                owner_role=advice["owner"],
                owner_team=team,
                owner=owner,
                starts_on=begin,
                due_on=due or begin + timedelta(days=DAYS[advice["effort"]]),
                cost=price,
                effort=advice["effort"],
                note=note,
                needs=needs,
                by=self.by,
                anyway=anyway,
            )

    def reject(self, recommendation: str, reason: str) -> dict[str, Any]:
        """Keeps a recommendation away until its evidence changes; answers the decision. Raises UnknownId, UnusableInput
        without a reason."""
        advice = self._recommendation(recommendation)
        return decisions.decide(self.alias, advice, "rejected", _evidence(advice), reason, self.by)

    def add(self, title: str, metric: str, *, where: Sequence[str] = (), start: date | None = None,
            due: date | None = None, effort: str = "M", design: str | None = None, campaign: str = "",
            weeks: int = WEEKS, minimum: float | None = None, check: bool = True, goal: str | None = None,
            team: str = "", owner: str = "", cost: float | None = None, note: str = "", needs: Sequence[str] = (),
            anyway: str = "") -> dict[str, Any]:  # fmt: skip
        """An action of one's own; answers it. where: DIMENSION=VALUE each. check: whether its effect is to be measured.
        Raises UnknownId, Conflict, UnusableInput."""
        find(metric)
        dims, begin = _dims(where), start or date.today()
        return kept.add_action(
            self.alias,
            title=Text(de=title, en=title),
            metric=metric,
            dims=dims,
            baseline=self._level(metric, dims),
            design=self._check(metric, dims, begin, weeks, design, campaign, minimum) if check else None,
            starts_on=begin,
            due_on=due or begin + timedelta(days=DAYS[effort]),
            effort=effort,
            goal_id=goal,
            owner_team=team,
            owner=owner,
            cost=cost,
            note=note,
            needs=needs,
            by=self.by,
            anyway=anyway,
        )

    def register(self, action: str, *, design: str | None = None, campaign: str = "", weeks: int = WEEKS,
                 minimum: float | None = None, anyway: str = "") -> dict[str, Any]:  # fmt: skip
        """Registers the check of an action that has none yet. Raises UnknownId, Conflict, UnusableInput."""
        one = kept.action(self.alias, action)
        begin = date.fromisoformat(one["starts_on"]) if one["starts_on"] else date.today()
        check = self._check(one["metric"], one["dims"], begin, weeks, design, campaign, minimum)
        return kept.register(self.alias, action, check, by=self.by, anyway=anyway)

    def start(self, action: str, on: date | None = None, anyway: str = "") -> dict[str, Any]:
        """Begins an action. Raises UnknownId, UnusableInput, Conflict where it waits for another."""
        return kept.start(self.alias, action, on or date.today(), by=self.by, anyway=anyway)

    def finish(self, action: str, on: date | None = None, note: str = "") -> dict[str, Any]:
        """Says that an action is done. Raises UnknownId, UnusableInput."""
        return kept.finish(self.alias, action, on or date.today(), by=self.by, note=note)

    def drop(self, action: str, reason: str) -> dict[str, Any]:
        """Gives an action up. Raises UnknownId, UnusableInput without a reason."""
        return kept.drop(self.alias, action, reason, by=self.by)

    def postpone(self, action: str, *, start: date | None = None, due: date | None = None, reason: str = "",
                 anyway: str = "") -> dict[str, Any]:  # fmt: skip
        """Moves an action, with its check as long as no day of that has been. Raises UnknownId, UnusableInput."""
        return kept.postpone(self.alias, action, as_of=self.facts.as_of, start=start, due=due, reason=reason,
                             by=self.by, anyway=anyway)  # fmt: skip

    def change(self, action: str, note: str = "", anyway: str = "", **told: Any) -> dict[str, Any]:
        """Changes owner, owner_team, cost, effort, title … of an action. Raises UnknownId, UnusableInput, Conflict."""
        return kept.change_action(self.alias, action, by=self.by, note=note, anyway=anyway, **told)

    def wait_for(self, action: str, needs: Sequence[str]) -> dict[str, Any]:
        """Makes an action wait for others, and for no more than these. Raises UnknownId, UnusableInput for a ring."""
        return kept.wait_for(self.alias, action, needs, by=self.by)

    def milestone(self, action: str, title: str, due: date) -> dict[str, Any]:
        """Adds a step to an action. Raises UnknownId."""
        return kept.add_milestone(self.alias, action, title, due, by=self.by)

    def reach(self, action: str, milestone: str, on: date | None = None) -> dict[str, Any]:
        """Says that a step is done. Raises UnknownId."""
        return kept.reach_milestone(self.alias, action, milestone, on or date.today(), by=self.by)

    def comment(self, action: str, text: str) -> dict[str, Any]:
        """Writes something into the history of an action. Raises UnknownId, UnusableInput for nothing."""
        return kept.comment(self.alias, action, text, by=self.by)

    def action(self, action: str, history: bool = False) -> dict[str, Any]:
        """One action as `leitstand action ID --json`; history: with all that happened to it. Raises UnknownId."""
        told = self._followed([kept.action(self.alias, action)], date.today())[0]
        return told | {"history": audit.history(self.alias, "action", action)} if history else told

    def plan(self, everything: bool = False, today: date | None = None) -> dict[str, Any]:
        """All that runs, as `leitstand plan --json`: as_of, goals (open), actions (open, and done ones whose effect is
        still to be measured), currency. everything: also what is closed."""
        day = today or date.today()
        found = self._followed(kept.actions(self.alias), day)
        return {
            "as_of": self.facts.as_of.isoformat(),
            "today": day.isoformat(),
            "currency": self.facts.currency,
            "goals": goals.goals(self.alias, None if everything else "open"),
            "actions": [one for one in found if everything or one["runs"]],
        }

    @full_disk_told()
    def export(self, path: Path) -> dict[str, int]:
        """Writes the whole state into one file that only its owner may read; kind → rows. Raises UnusableInput."""
        told = transfer.document(self.alias)
        try:
            part = path.with_name(f".{path.name}.part")
            part.unlink(missing_ok=True)
            part.touch(0o600)
            part.write_text(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False), encoding="utf-8")
            os.replace(part, path)
        except OSError as error:
            raise _unreadable(path, error) from error
        return {name: len(rows) for name, rows in told["rows"].items() if rows}

    def take_in(self, path: Path) -> dict[str, int]:
        """Brings an exported file in, whole or not at all; kind → rows that are new or different now, nothing where it
        was in already. Raises UnusableInput for what is no such file."""
        try:
            if path.stat().st_size > LARGEST:
                raise ValueError("too large")
            given = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
        except OSError as error:
            raise _unreadable(path, error) from error
        except (ValueError, RecursionError) as error:
            raise _unreadable(path, error) from error
        return transfer.take_in(self.alias, given, self.by, path.name)

    def _recommendation(self, identity: str) -> dict[str, Any]:
        from leitstand.jobs.advising import Advising

        advising = Advising(self.home, self.facts)
        shown = next((one for one in advising.kept() if one["id"] == identity), None)  # what a person saw is decided on
        found = shown or advising.recommendation(identity)
        if found["status"] == "accepted":
            action = found["action_id"]
            raise UnusableInput(
                Text(de=f"Diese Empfehlung ist schon Maßnahme {action}.",
                     en=f"This recommendation is action {action} already."),
                Text(de=f"`leitstand action {action}` zeigt sie.", en=f"`leitstand action {action}` shows it."),
            )  # fmt: skip
        return found

    def _check(self, metric: str, dims: Mapping[str, str], start: date, weeks: int, design: str | None,
               campaign: str, minimum: float | None, usual: Sequence[str] = ()) -> dict[str, Any]:  # fmt: skip
        """The check to register. usual: designs that would do, best first, where none is asked for."""
        from leitstand.jobs.effects import proposal

        found = proposal(self.home, self.facts, metric, dims, start, weeks=weeks,
                         designs=[design] if design else usual, campaign=campaign, minimum=minimum)  # fmt: skip
        if design and found["design"] != design:
            raise _refused(found, design)
        return {**found, "late": start <= self.facts.as_of}

    def _level(self, metric: str, dims: Mapping[str, str]) -> float | None:
        """Where the metric stands: the last twelve months where it can be told for them, else its last period."""
        one = find(metric)
        grain: Grain = "ttm" if not isinstance(one, Metric) or "ttm" in one.grains else default_grain(metric)
        where = Segment(tuple(Condition(name, (value,)) for name, value in dims.items()))
        try:
            found = answer(self.facts, metric, Ask(grain, segment=where, intervals=False))
        except LeitstandError:  # a segment that the metric does not have
            return None
        return next((one.value for one in reversed(found) if one.complete and one.value is not None), None)

    def _followed(self, found: Sequence[dict[str, Any]], today: date) -> list[dict[str, Any]]:
        """Actions with what follows from the day: overdue, waits_for, measurable, runs, and their newest `effect`."""
        states = {one["id"]: one["state"] for one in kept.actions(self.alias)}
        measured = effects.newest(self.alias)
        return [_followed(one, states, measured.get(one["id"]), today, self.facts.as_of) for one in found]


def _followed(one: dict[str, Any], states: Mapping[str, str], effect: dict[str, Any] | None, today: date,
              as_of: date) -> dict[str, Any]:  # fmt: skip
    is_open = one["state"] in ("planned", "running")
    late_steps = [step["id"] for step in one["milestones"] if not step["done_on"] and _past(step["due_on"], today)]
    final = effect is not None and not effect["early"]
    over = bool(one["check"]) and date.fromisoformat(one["check"]["window_end"]) <= as_of + timedelta(days=1)
    to_measure = one["state"] == "done" and bool(one["check"]) and not final
    return one | {
        "overdue": is_open and (_past(one["due_on"], today) or bool(late_steps)),
        "overdue_milestones": late_steps if is_open else [],
        "waits_for": [need for need in one["needs"] if states[need] != "done"] if is_open else [],
        "measurable": to_measure and over,
        "runs": is_open or to_measure,
        "effect": effect,
    }


def _past(day: str | None, today: date) -> bool:
    return day is not None and date.fromisoformat(day) < today


def _dims(where: Sequence[str]) -> dict[str, str]:
    dims: dict[str, str] = {}
    for one in Segment.parse(list(where)).conditions:
        dimension(one.dimension)
        if one.negate or len(one.values) != 1 or one.values[0] is None:
            raise UnusableInput(
                Text(de="Eine Maßnahme gilt für einen Wert je Dimension.", en="An action is about one value each."),
                Text(de="Zum Beispiel --where country=DE.", en="For example --where country=DE."),
            )
        dims[one.dimension] = one.values[0]
    return dims


def _break_even(advice: Mapping[str, Any], cost: float) -> float | None:
    """The smallest effect worth having, in the unit of the lever: what brings the cost back within a year."""
    gap, whole = advice["gap"], advice["expected"]["whole_gap"]
    if advice["lever"] not in arms.OUTCOMES and courses.unsplit(advice["lever"], advice["lever_dims"]):
        return None  # the gap is one of a part, what can be measured is the whole
    if not gap or not whole or not cost or advice["check"]["metric"] != advice["lever"]:
        return None
    change = abs(float(gap["change"]))
    return min(cost / abs(float(whole)), 1.0) * change


def _evidence(advice: Mapping[str, Any]) -> str:
    from leitstand.jobs.advising import evidence_of

    return evidence_of(advice)


def _refused(found: Mapping[str, Any], design: str) -> UnusableInput:
    """Why the data do not allow the design that was asked for."""
    refused = {one["design"]: one["refused"] for one in found["alternatives"]}[design]
    return UnusableInput(
        Text(**refused), Text(de=f"Möglich ist {found['design']}.", en=f"{found['design']} is possible.")
    )


def _no_number(word: str) -> float:
    raise ValueError(word)


def _unreadable(path: Path, error: Exception) -> UnusableInput:
    reason = getattr(error, "strerror", None) or error
    return UnusableInput(
        Text(de=f"{path} ist nicht verwendbar ({reason}).", en=f"{path} cannot be used ({reason})."),
        Text(de="Nennen Sie eine Datei, die `leitstand plan export` schreiben oder lesen kann.",
             en="Name a file that `leitstand plan export` can write or read."),
    )  # fmt: skip

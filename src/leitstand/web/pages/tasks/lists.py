"""Whose tasks somebody sees, in the order to do them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal

from leitstand.control.account.models import Role
from leitstand.control.task import services as tasks
from leitstand.control.task.models import BY_HAND
from leitstand.control.task.services import Kept
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.planning.triggers import machine
from leitstand.planning.triggers.contract import ROLES
from leitstand.planning.triggers.registry import triggers
from leitstand.web.company import Company
from leitstand.web.contract import may
from leitstand.web.guard import missing
from leitstand.web.persons import Persons

Whose = Literal["mine", "team", "all"]
CALLBACK = Text(de="Rückruf", en="Callback")


@dataclass(frozen=True)
class Lists:
    """The tasks that one signed-in person may see."""

    company: Company

    @cached_property
    def persons(self) -> Persons:
        return Persons(self.company)

    @cached_property
    def version(self) -> str:
        return tasks.version(self.company.alias) or ""

    def offered(self) -> list[tuple[Whose, Text]]:
        """The lists to choose from, the first is shown first."""
        user = self.company.user
        found: list[tuple[Whose, Text]] = [("mine", Text(de="Meine", en="Mine"))]
        if self.teams:
            found.append(("team", Text(de="Mein Team, noch niemand", en="My team, nobody yet")))
        if may(user.role, Role.MANAGER):
            every: tuple[Whose, Text] = ("all", Text(de="Alle", en="All"))
            found = [*found, every] if user.employee_key is not None else [every, *found]
        return found

    @cached_property
    def teams(self) -> list[str]:
        """Names under which tasks of one's team are filed."""
        own = self.company.user.team.strip().casefold()
        if not own:
            return []
        roles = [role for role, title in ROLES.items() if own in (role, title.de.casefold(), title.en.casefold())]
        return list(dict.fromkeys([self.company.user.team.strip(), *roles]))

    def kept(self, whose: Whose) -> list[Kept]:
        """The tasks of a list, worth most first, without their bodies. Raises Http404 for one that is not offered."""
        if whose not in dict(self.offered()):
            raise missing("list")
        among = {"mine": tasks.mine(self.company.user), "team": tasks.of_team(self.teams), "all": None}[whose]
        found = tasks.tasks(self.company.alias, self.version, self.company.as_of or _now(), among=among, bodies=False)
        inside = self.persons.inside
        return [one for one in found if inside is None or one.task.customer in inside]

    def open(self, whose: Whose) -> list[Kept]:
        """The open ones in the order to do them in."""
        return in_order([one for one in self.kept(whose) if one.status == "open"])

    def today(self) -> list[Kept]:
        """What is to do today: what was promised for a day until now, and at most ten others less those done today."""
        every = self.kept("mine")
        spent = sum(one.answer is not None and one.answer.at.date() == _now() for one in every)
        ordered = in_order([one for one in every if one.status == "open"])
        promised = [one for one in ordered if is_promised(one)]
        others = [one for one in ordered if one.task.version != BY_HAND]
        return promised + others[: max(machine.MOST_A_DAY - spent, 0)]

    def one(self, task_id: str) -> Kept:
        """A task that this person may answer. Raises Http404."""
        for whose, _ in self.offered():
            for kept in self.kept(whose):
                if kept.task.id == task_id:
                    return kept
        raise missing(task_id)


def is_promised(one: Kept) -> bool:
    """A task filed by a person whose day has come."""
    return one.task.version == BY_HAND and one.due <= one.today


def in_order(found: Sequence[Kept]) -> list[Kept]:
    """What was promised first, by day; then the customer with most at stake, all reasons to turn to one together."""
    known = {one.task.id: one for one in found}
    promised = sorted((one for one in found if is_promised(one)), key=lambda one: (one.due, one.task.id))
    told = [
        {"owner": None, "team": "", "id": one.task.id, "customer_key": one.task.customer, "due": one.due,
         "value_at_stake": one.task.stake}
        for one in found if not is_promised(one)
    ]  # fmt: skip
    ordered = [known[each["id"]] for group in machine.lists(told).values() for each in group]
    return promised + ordered


def kinds(found: Iterable[Kept]) -> list[tuple[str, Text, int]]:
    """Types of the tasks with how many there are, the most first."""
    counted = Counter(one.task.type for one in found)
    return [(name, title(name), number) for name, number in counted.most_common()]


def title(name: str) -> Text:
    trigger = triggers().get(name)
    return trigger.title if trigger else CALLBACK


def evidence(body: Mapping[str, Any]) -> list[tuple[Text, Text]]:
    """The facts that a task rests on, in words."""
    trigger = triggers().get(body["type"])
    if trigger is None:
        return []
    known = {name: value for name, value in body["evidence"].items() if value is not None}
    return [
        (fact.title, Text(**{say: machine.written(known[name], fact, body["currency"], say) for say in LANGUAGES}))
        for name, fact in trigger.facts.items()
        if name in known
    ]


def _now() -> Any:
    return datetime.now(UTC).date()

"""Whom to turn to today and why: files the tasks of each new version of the data and takes what people say to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

from leitstand.analysis.run.sight import StoreSight
from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.control.task import services as kept
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.schema import table as schema_table
from leitstand.foundation.text import Text
from leitstand.jobs.customers import named
from leitstand.jobs.links import Links
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.scope import customers_within
from leitstand.planning.triggers import machine
from leitstand.planning.triggers.registry import triggers
from leitstand.planning.triggers.sight import Sight
from leitstand.store.database import engine

if TYPE_CHECKING:
    import pandas as pd

    from leitstand.control.identity.decisions import Origin

Kind = Literal["done", "postponed", "dismissed"]


@dataclass(frozen=True)
class Tasks:
    """The tasks of one company: filed for each new version of its data, ranked, and answered by people."""

    home: Home
    facts: StoreFacts

    def today(self, owner: str | None = None, team: str | None = None, everything: bool = False,
              identities: bool = False) -> list[dict[str, Any]]:  # fmt: skip
        """The open tasks (`leitstand today --json`), list by list; at most ten a day for each person.

        owner: employee by "system:number", key or full name. team: name of a team, or sales, service, accounting.
        everything: beyond the ten, and those that are answered, too. identities: with names and addresses. Raises
        UnknownId for a person or a team without tasks.
        """
        self.refresh()
        every = self._filed()
        if owner is not None:
            meant = self._employee(owner)
            every = [one for one in every if one.task.owner in meant]
        told = [one.as_dict() for one in every if everything or one.status == "open"]
        answered = [one.task for one in every if one.answer and one.answer.at.date() == _now()]
        if team is not None:
            told = self._of_team(told, team)
        found = []
        for who, tasks in machine.lists(told).items():
            spent = sum(machine.list_of(one.owner, one.team) == who for one in answered)
            found += tasks if everything else tasks[: max(machine.MOST_A_DAY - spent, 0)]
        return self._named(found, identities)

    def task(self, task_id: str, identities: bool = False) -> dict[str, Any]:
        """One task with all that was said to it (`history`). Raises UnknownId."""
        self.refresh()
        every = {one.task.id: one for one in self._filed(gone=True)}
        if task_id not in every:
            raise UnknownId(Text(de="Die Aufgabe", en="task"), task_id, every)
        (told,) = self._named([every[task_id].as_dict()], identities)
        said = kept.history(self._alias, task_id)
        return {
            **told,
            "history": [
                {"at": one.at.isoformat(timespec="seconds"), "kind": one.kind, "reason": one.reason, "by": one.by,
                 "until": one.until and one.until.isoformat()}
                for one in said
            ],
        }  # fmt: skip

    def answer(self, task_id: str, kind: Kind, until: date | None = None, reason: str = "",
               by: str = "") -> dict[str, Any]:  # fmt: skip
        """Says that a task is done, is to come back on a day, or is none; it then stays away until the evidence is new.

        Answers the task. Raises UnknownId, UnusableInput.
        """
        self.task(task_id)
        kept.answer(self._alias, task_id, kind, until, reason, by)
        return self.task(task_id)

    def _filed(self, gone: bool = False) -> list[kept.Kept]:
        """The tasks of customers inside the scope."""
        every, inside = (
            kept.tasks(self._alias, self._version, self.facts.as_of, gone=gone),
            customers_within(self.facts),
        )
        return [one for one in every if inside is None or one.task.customer in inside]

    def refresh(self) -> None:
        """Files the tasks of the published version, where that has not been done; limited to a scope never."""
        if not self.facts.scope.conditions and kept.version(self._alias) != self._version:
            facts = self.facts
            found = machine.file(Sight(Source(facts)), facts.currency)
            kept.file(self._alias, self._version, facts.as_of, found, self._linked("customer"))

    @property
    def missing(self) -> dict[str, list[str]]:
        """Trigger → tables that it needs and that have no rows."""
        source = Source(self.facts)
        lacking = {name: [table for table in one.needs if not source.has(table)] for name, one in triggers().items()}
        return {name: tables for name, tables in lacking.items() if tables}

    def employee(self, word: str) -> int:
        """The key of one employee by "system:number", key or full name. Raises UnknownId, UnusableInput for several."""
        linked = self._linked("employee")
        keys = {linked.get(key, key) for key in self._employee(word)}
        if len(keys) > 1:
            raise UnusableInput(
                Text(de=f"„{word}“ heißen mehrere Personen.", en=f"Several people are called '{word}'."),
                Text(
                    de="Nennen Sie System und Nummer, z. B. crm:17.", en="Give system and number, for example crm:17."
                ),
            )
        return keys.pop()

    @cached_property
    def _alias(self) -> str:
        return Links.of(self.home).alias

    @cached_property
    def _version(self) -> str:
        """Changes with the data, the program and its triggers."""
        path = engine.published(self.home)
        drawer: Sequence[str] = [version("leitstand"), *sorted(triggers())]
        return f"{path.stem if path else ''} {hashlib.sha256(' '.join(drawer).encode()).hexdigest()[:12]}"

    def _employee(self, word: str) -> set[int]:
        """The keys that a person may mean by a number, key or name. Raises UnknownId where it is nobody."""
        system, colon, number = word.partition(":")
        if colon:
            keys = {key for key, entity in decisions.named(self._alias, system, number) if entity == "employee"}
        else:
            keys = {int(word)} if word.isdigit() else set(identity.find(self._alias, "employee", "name", word))
        if not keys:
            known = {f"{one.source_system}:{one.source_id}" for one in self._employees.values()}
            raise UnknownId(Text(de="Die Person", en="person"), word, known)
        linked = self._linked("employee")
        return keys | {linked[key] for key in keys if key in linked}

    def _linked(self, entity: str) -> dict[int, int]:
        """Record of another system → record that holds."""
        found = self.facts.backend.con.execute(
            "SELECT from_key, to_key FROM link WHERE entity = ? AND valid_to IS NULL", [entity]
        ).fetchall()
        return dict(found)

    @cached_property
    def _employees(self) -> dict[int, Origin]:
        return decisions.origins(self._alias, "employee")

    def _of_team(self, told: Sequence[dict[str, Any]], team: str) -> list[dict[str, Any]]:
        teams = {one["team"]: machine.team_title(one["team"]) for one in told}
        meant = {name for name, title in teams.items() if team.casefold() in _names(name, title)}
        if not meant:
            raise UnknownId(Text(de="Aufgaben für das Team", en="task for the team"), team, teams)
        return [one for one in told if one["team"] in meant]

    def _named(self, told: list[dict[str, Any]], identities: bool) -> list[dict[str, Any]]:
        """With the numbers by which the source systems know customers, owners and records; names only if asked for."""
        owners = {one["owner"] for one in told if one["owner"] is not None}
        names = identity.reveal(self._alias, "employee", owners) if identities and owners else {}
        numbers = self._numbers({(each["table"], each["key"]) for one in told for each in one["records"]})
        found = []
        for one in named(self.home, told, identities):
            origin = self._employees.get(one["owner"]) if one["owner"] is not None else None
            number = origin and (identities or origin.source_id.replace("-", "").isalnum())
            found.append(
                one
                | {"owner_number": f"{origin.source_system}:{origin.source_id}" if origin and number else None}
                | ({"owner_name": names.get(one["owner"], {}).get("name")} if identities else {})
                | {"records": [each | numbers.get((each["table"], each["key"]), {}) for each in one["records"]]}
            )
        return found

    def _numbers(self, records: Iterable[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
        """Where each row comes from: one query per table."""
        by: dict[str, list[int]] = {}
        for table, key in records:
            by.setdefault(table, []).append(key)
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for table, keys in by.items():
            rows = self.facts.backend.con.execute(
                f'SELECT "{schema_table(table).key[0]}", min(source_system), min(source_id) FROM "{table}" '
                f'WHERE valid_to IS NULL AND "{schema_table(table).key[0]}" IN (SELECT unnest(?)) GROUP BY 1',
                [keys],
            ).fetchall()
            found |= {(table, key): {"source_system": system, "source_id": number} for key, system, number in rows}
        return found


@dataclass(frozen=True)
class Source:
    """What triggers read from, over one published version."""

    facts: StoreFacts

    @property
    def as_of(self) -> date:
        return self.facts.as_of

    @cached_property
    def _sight(self) -> StoreSight:
        return StoreSight(self.facts)

    @property
    def has(self) -> Callable[[str], bool]:
        return self._sight.has

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        return self._sight.rows(table, columns)

    def until(self, table: str) -> date:
        return self.facts.until(table)


def _names(team: str, title: Text) -> set[str]:
    return {team.casefold(), title.de.casefold(), title.en.casefold()}


def _now() -> date:
    from datetime import UTC, datetime

    return datetime.now(UTC).date()

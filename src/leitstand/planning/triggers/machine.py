"""Looks for every reason of the drawer, words what it finds, and makes the list of each person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from leitstand.foundation.calendar import is_business_day
from leitstand.foundation.numbers import format_day, format_number, format_percent, format_value
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.planning.triggers.contract import ROLES, Fact, Task, Trigger
from leitstand.planning.triggers.registry import triggers
from leitstand.planning.triggers.sight import Sight

MOST_A_DAY = 10
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Filed:
    """A task as it is kept. id: the same for the same customer, type and subject. news: hash of what makes it another
    matter. body: the shape of `leitstand today --json` without what people said to it."""

    id: str
    customer: int
    type: str
    subject: str
    owner: int | None
    team: str
    due: date
    stake: float
    news: str
    body: Mapping[str, Any]


def file(sight: Sight, currency: str, drawer: Mapping[str, Trigger] | None = None) -> list[Filed]:
    """Every task that the data give reason for, worth most first. drawer: triggers by id; default all."""
    every = triggers() if drawer is None else drawer
    found = [
        (name, task)
        for name, trigger in every.items()
        if all(sight.has(table) for table in trigger.needs)
        for task in trigger.look(sight)
        if task.stake >= 0
    ]
    seen: dict[int, set[str]] = {}
    for name, task in found:
        seen.setdefault(task.customer, set()).add(name)
    filed = {
        one.id: one
        for name, task in sorted(found, key=lambda pair: pair[1].stake)
        if seen[task.customer].isdisjoint(every[name].unless)
        for one in [_filed(name, every[name], task, sight, currency)]
    }
    return sorted(filed.values(), key=lambda one: (-one.stake, one.id))


def _filed(name: str, trigger: Trigger, task: Task, sight: Sight, currency: str) -> Filed:
    owner = task.owner if task.owner is not None else sight.owners.get(task.customer)
    team = (sight.teams.get(owner) if owner is not None else None) or task.team or trigger.role
    due = business_day(sight.as_of, trigger.due)
    stake = round(task.stake, 2)
    body = {
        "customer_key": task.customer,
        "type": name,
        "title": trigger.title.as_dict(),
        "reason": told(trigger.reason, trigger, task.evidence, currency),
        "evidence": {key: _plain(task.evidence[key]) for key in trigger.facts},
        "records": [{"table": table, "key": key} for table, key in task.records],
        "step": told(trigger.step, trigger, task.evidence, currency),
        "value_at_stake": stake,
        "money_kind": sight.money_kind,
        "currency": currency,
        "value_basis": told(trigger.worth, trigger, task.evidence, currency),
    }
    return Filed(
        id=_hash(task.customer, name, task.subject)[:12],
        customer=task.customer, type=name, subject=task.subject, owner=owner, team=team, due=due, stake=stake,
        news=_hash(*task.news)[:16], body=body,
    )  # fmt: skip


def _hash(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A fact as JSON keeps it: days in ISO, texts in both languages, numbers to the cent."""
    if isinstance(value, Text):
        return value.as_dict()
    if isinstance(value, date):
        return value.isoformat()
    return round(float(value), 4) if isinstance(value, float) else value


def told(template: Text, trigger: Trigger, evidence: Mapping[str, Any], currency: str) -> dict[str, str]:
    """The sentence in both languages with the facts filled in as people write them."""
    return {
        language: template.get(language).format_map(
            {name: written(evidence[name], fact, currency, language) for name, fact in trigger.facts.items()}
        )
        for language in LANGUAGES
    }


def written(value: Any, fact: Fact, currency: str, language: Language) -> str:
    """A fact as people write it; a dash where it is unknown. Takes values also as JSON keeps them."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Text):
        return value.get(language)
    if isinstance(value, Mapping):
        return str(value[language])
    match fact.unit:
        case "date":
            return format_day(value if isinstance(value, date) else date.fromisoformat(value), language)
        case "ratio":
            return format_percent(value, language)
        case "currency":
            return format_value(value, "currency", currency, language, short=True)
        case "days" | "months" | "points":
            return format_value(round(value, 1), fact.unit, None, language)
        case "count":
            return format_number(value, language)
        case _:
            return str(value)


def business_day(day: date, after: int) -> date:
    """The business day that lies so many business days after a day.

    >>> business_day(date(2026, 10, 1), 1)
    datetime.date(2026, 10, 2)
    """
    while after:
        day += timedelta(days=1)
        after -= is_business_day(day)
    return day


List = tuple[int | None, str]
"""Whose list it is: a person's, or that of the team where nobody is known."""


def list_of(owner: int | None, team: str) -> List:
    return owner, "" if owner is not None else team


def lists(tasks: Iterable[Mapping[str, Any]]) -> dict[List, list[dict[str, Any]]]:
    """Tasks by who does them, each list in the order to do them in, with `place` in it, `of` so many, and the ids of
    the same customer's others as `together_with`.

    The customer with most at stake comes first; all reasons to turn to one customer stand together. Values of one
    customer are never added up: they are often the same money.
    """
    by: dict[List, list[Mapping[str, Any]]] = {}
    for one in tasks:
        by.setdefault(list_of(one["owner"], one["team"]), []).append(one)
    return {who: list(_in_order(group)) for who, group in by.items()}


def _in_order(tasks: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    customers: dict[int, list[Mapping[str, Any]]] = {}
    for one in sorted(tasks, key=lambda one: (-one["value_at_stake"], one["due"], one["id"])):
        customers.setdefault(one["customer_key"], []).append(one)
    place = 0
    for group in customers.values():
        for one in group:
            place += 1
            others = [other["id"] for other in group if other is not one]
            yield {**one, "place": place, "of": len(tasks), "together_with": others}


def team_title(team: str) -> Text:
    """A role in words, a team as the source names it."""
    return next((title for role, title in ROLES.items() if role == team), Text(de=team, en=team))

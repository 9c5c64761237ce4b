"""What a reason to turn to a customer must say about itself, and what it files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from leitstand.foundation.text import Text
from leitstand.planning.triggers.sight import Sight

Role = Literal["sales", "service", "accounting"]
ROLES: dict[Role, Text] = {
    "sales": Text(de="Vertrieb", en="sales"),
    "service": Text(de="Kundendienst", en="service"),
    "accounting": Text(de="Buchhaltung", en="accounting"),
}
"""Who does it where nobody is known to look after the customer."""

Unit = Literal["date", "days", "months", "currency", "count", "ratio", "points", "text"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the evidence that a person can look up."""

    title: Text
    unit: Unit


@dataclass(frozen=True, slots=True)
class Task:
    """One customer to turn to.

    evidence: the trigger's facts by name; None where unknown. stake: what it is about in money, of the kind that the
    sight says (`Sight.money_kind`). subject: the ticket, deal … where a customer may have several, else "". news: what
    makes it another matter; while it stays the same, an answer holds. records: rows to look up, as (table, key). owner:
    employee; team: as the source names it; both None where nobody is known.
    """

    customer: int
    evidence: Mapping[str, Any]
    stake: float
    news: tuple[Any, ...]
    records: tuple[tuple[str, int], ...] = ()
    subject: str = ""
    owner: int | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A reason to turn to a customer; its id is the file's name.

    reason, step: sentences; their places are names of `facts`, so that a person can check whatever they say. worth: how
    the value at stake comes about. needs: tables or relations without which it cannot look. due: business days until it
    should be done. unless: triggers that, where they see the same customer, make this one pointless. look: everybody
    whom it concerns.
    """

    title: Text
    reason: Text
    step: Text
    worth: Text
    facts: Mapping[str, Fact]
    needs: tuple[str, ...]
    role: Role
    due: int
    look: Callable[[Sight], Iterable[Task]]
    unless: tuple[str, ...] = ()

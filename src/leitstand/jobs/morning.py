"""Writes the mail of the morning: the tasks of the day of one person, from what that person may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from leitstand.control.account.models import Role, User
from leitstand.control.account.services import sees_identity, viewed
from leitstand.control.notice.readers import Reader, reader_of
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.home import Home
from leitstand.foundation.numbers import format_day, format_value
from leitstand.foundation.text import Language, Text
from leitstand.jobs.links import Links
from leitstand.jobs.mailing import Mail, Part
from leitstand.jobs.published import facts
from leitstand.jobs.tasks import Tasks

MOST = 10
SUBJECT = (
    Text(de="Leitstand: 1 Aufgabe für heute", en="Leitstand: 1 task for today"),
    Text(de="Leitstand: {n} Aufgaben für heute", en="Leitstand: {n} tasks for today"),
)
CUSTOMER = Text(de="Kundennummer {number}", en="customer number {number}")
KEY = Text(de="Kunde {number} in Leitstand", en="customer {number} in Leitstand")
LINE = Text(de="{value} {kind} · bis {due}", en="{value} {kind} · by {due}")
KINDS = {
    "gross_margin": Text(de="Marge", en="margin"),
    "revenue": Text(de="Umsatz", en="revenue"),
    "liquidity": Text(de="Liquidität", en="liquidity"),
}
SEE = Text(de="Alle Aufgaben ansehen", en="See all tasks")
WHY = Text(
    de="Sie erhalten diese Mail an Arbeitstagen, weil Sie sie unter „Konto“ gewünscht haben.",
    en="You get this mail on workdays because you asked for it under “Account”.",
)


def tasks_of(home: Home, user: User) -> list[dict[str, Any]]:
    """The open tasks of today for one person, at most ten, with names where the person may see them.

    Those of the employee that the person is; else of the team; managers and administrators without either get the
    costliest of all. Only customers inside the scope.
    """
    tasks = Tasks(home, facts(home, user.scope_words))
    try:
        if user.employee_key is not None:
            found = tasks.today(owner=str(user.employee_key), identities=True)
        elif user.team:
            found = tasks.today(team=user.team, identities=True)
        elif user.role in (Role.MANAGER, Role.ADMINISTRATOR):
            found = sorted(tasks.today(identities=True), key=lambda one: -one["value_at_stake"])
        else:
            found = []
    except UnknownId:  # nobody of that name has tasks
        found = []
    return [one if sees_identity(user, one["owner"]) else _unnamed(one) for one in found[:MOST]]


def mail_of(home: Home, user: User, base: str) -> Mail | None:
    """The mail, None where there is nothing to do. Names in it go into the audit of views. base: address of the
    product."""
    found = tasks_of(home, user)
    if not found:
        return None
    named = [one["customer_key"] for one in found if one.get("fields")]
    if named:
        viewed(Links.of(home).alias, user, "export", named, why="morning mail", page="morning")
    reader: Reader = reader_of(user)
    language = reader.language
    one, many = SUBJECT
    subject = one.get(language) if len(found) == 1 else many.get(language).format(n=len(found))
    parts = [_part(each, language) for each in found]
    if base:
        parts.append(Part("", (), (SEE.get(language), f"{base}/tasks/")))
    return Mail(subject, language, parts, WHY.get(language))


def _unnamed(one: Mapping[str, Any]) -> dict[str, Any]:
    """Without names and addresses; without a number, too, that would say who somebody is."""
    number = one["source_id"]
    plain = number is not None and number.replace("-", "").isalnum() and any(sign.isdigit() for sign in number)
    return {**one, "fields": {}, "owner_name": None, "source_id": number if plain else None}


def _part(one: Mapping[str, Any], language: Language) -> Part:
    value = format_value(one["value_at_stake"], "currency", one["currency"], language, short=True)
    lines: Sequence[str] = (
        one["reason"][language],
        one["step"][language],
        LINE.get(language).format(
            due=format_day(date.fromisoformat(one["due"]), language),
            value=value,
            kind=KINDS[one["money_kind"]].get(language),
        ),
    )
    return Part(f"{_customer(one, language)}: {one['title'][language]}", lines)


def _customer(one: Mapping[str, Any], language: Language) -> str:
    fields: Mapping[str, str] = one.get("fields") or {}
    if name := fields.get("name"):
        return name
    if one["source_id"]:
        return CUSTOMER.get(language).format(number=one["source_id"])
    return KEY.get(language).format(number=one["customer_key"])

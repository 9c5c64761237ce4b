"""Finds a person in all systems, and everything that belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.foundation.home import Home
from leitstand.foundation.schema import table, tables
from leitstand.jobs.links import Links
from leitstand.store.database import engine

PERSONS = ("customer", "contact", "employee")
Keys = dict[str, set[int]]
"""Canonical table → keys in it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as all systems know them. records: where each key comes from. fields: what the vault says."""

    keys: Mapping[str, frozenset[int]]
    records: tuple[decisions.Origin, ...]
    fields: Mapping[str, tuple[str, ...]]


def find(home: Home, words: str) -> list[Person]:
    """People with this mail address, phone number, name, customer number ("system:number" too) or order number."""
    alias = Links.of(home).alias
    words = words.strip()
    if not words:
        return []
    hits: Keys = {entity: set() for entity in PERSONS}
    for entity in PERSONS:
        for field in ("email", "name"):
            hits[entity].update(identity.find(alias, entity, field, words))
        if number := _digits(words):
            phones = identity.everything(alias, entity, ["phone"])
            hits[entity].update(key for key, one in phones.items() if _digits(one["phone"]) == number)
    for key, entity in identity.numbered(alias, words):
        if entity in hits:
            hits[entity].add(key)
    backend = engine.read(home)  # kept: the engine opens a version once per process
    ordered = backend.con.execute(
        'SELECT DISTINCT customer_key FROM "order" WHERE source_id = ? AND customer_key IS NOT NULL', [words]
    )
    hits["customer"].update(key for (key,) in ordered.fetchall())
    found: list[Person] = []
    for entity, keys in hits.items():
        for key in sorted(keys):
            if not any(key in one.keys.get(entity, ()) for one in found):
                found.append(person(home, {entity: [key]}))
    return found


def person(home: Home, given: Mapping[str, Iterable[int]]) -> Person:
    """The person behind these keys: with all records that were linked with them, and contacts of the same address."""
    alias, backend = Links.of(home).alias, engine.read(home)
    keys: Keys = {entity: set(found) for entity, found in given.items()}
    for entity in [one for one in PERSONS if keys.get(one)]:
        keys[entity] = _linked(backend.con, entity, keys[entity])
    if keys.get("customer"):
        mails = {one["email"].casefold() for one in _values(alias, "customer", keys["customer"]) if one.get("email")}
        for mail in mails:
            keys.setdefault("contact", set()).update(identity.find(alias, "contact", "email", mail))
    fields: dict[str, list[str]] = {}
    for entity, found in keys.items():
        for one in _values(alias, entity, found):
            for name, value in one.items():
                fields.setdefault(name, []).append(value)
    records = tuple(origin for entity, found in keys.items() for origin in decisions.origins_of(alias, entity, found))
    return Person(
        {entity: frozenset(found) for entity, found in keys.items() if found},
        records,
        {name: tuple(dict.fromkeys(values)) for name, values in fields.items()},
    )


def _values(alias: str, entity: str, keys: Iterable[int]) -> list[dict[str, str]]:
    return list(identity.reveal(alias, entity, keys).values())


def _linked(connection: Any, entity: str, keys: set[int]) -> set[int]:
    """With all keys that were said to be the same, directly or by way of another."""
    pairs = connection.execute(
        "SELECT from_key, to_key FROM link WHERE entity = ? AND valid_to IS NULL", [entity]
    ).fetchall()
    found, grew = set(keys), True
    while grew:
        more = {one for pair in pairs for one in pair if (pair[0] in found) != (pair[1] in found)} - found
        grew = bool(more)
        found |= more
    return found


def belongings(home: Home, keys: Mapping[str, Iterable[int]]) -> Keys:
    """Canonical table → row keys of everything that belongs to the person, in all versions: their own rows, what refers
    to them, and what refers to that (lines of their orders, steps of their tickets).

    Of employees only their own rows and what says what they did: what they worked on is somebody else's.
    """
    backend = engine.read(home)
    found: Keys = {}
    fresh: Keys = {entity: set(ones) for entity, ones in keys.items() if ones}
    while fresh:
        following: Keys = {}
        for name, one in tables().items():
            for column, target in _owned_by(name, fresh):
                rows = _rows_with(backend.con, name, column, fresh[target])
                new = rows - found.get(name, set())
                if not new:
                    continue
                found.setdefault(name, set()).update(new)
                if name not in PERSONS and len(one.key) == 1 and one.column(one.key[0]).type == "key":
                    following.setdefault(name, set()).update(new)
        fresh = following
    return found


def _owned_by(name: str, owners: Iterable[str]) -> list[tuple[str, str]]:
    """Columns of a table by which its rows belong to rows of the owners, with the table they refer to."""
    one = table(name)
    if name in PERSONS:
        return [(one.key[0], name)] if name in owners else []
    return [
        (column, target)
        for column, target in one.references().items()
        if target in owners and (target != "employee" or column == "employee_id")
    ]


def _rows_with(connection: Any, name: str, column: str, keys: Iterable[int]) -> set[int]:
    rows = connection.execute(
        f'SELECT DISTINCT row_key FROM "{name}" WHERE "{column}" IN (SELECT unnest(?::BIGINT[]))', [sorted(keys)]
    )
    return {key for (key,) in rows.fetchall()}


def _digits(words: str) -> str:
    """A phone number as its significant digits; "" for what is none."""
    if not re.fullmatch(r"[+\d\s()/.-]{6,}", words):
        return ""
    digits = re.sub(r"\D", "", words)
    return digits.removeprefix("00").removeprefix("49").lstrip("0")

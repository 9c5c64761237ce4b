"""Shows which records were matched and which are doubtful, and takes what a person decides about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.control.identity.decisions import Origin
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.schema import tables
from leitstand.foundation.text import Text
from leitstand.jobs.links import Links
from leitstand.jobs.matching import NUMBERS, PERSONS, match
from leitstand.metrics.compute import matched
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.contract import OWN


def summary(home: Home, facts: StoreFacts) -> dict[str, Any]:
    """What the last matching came to, in the documented shape of `leitstand match --json`."""
    alias, connection = Links.of(home).alias, facts.backend.con
    counts = connection.execute(
        "SELECT entity, method, count(*) FROM link WHERE valid_to IS NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    linked: dict[str, int] = defaultdict(int)
    methods: dict[str, dict[str, int]] = defaultdict(dict)
    for entity, method, count in counts:
        linked[entity] += count
        methods[entity][method] = count
    waiting: dict[str, int] = defaultdict(int)
    for entity, _ in decisions.doubtful(alias):
        waiting[entity] += 1
    systems: dict[str, dict[str, int]] = defaultdict(dict)
    for system, entity, count in _records(connection):
        systems[system][entity] = count
    return {
        "links": sum(linked.values()),
        "doubtful": sum(waiting.values()),
        "matched_revenue_share": matched.overall(facts),
        "records": dict(sorted(systems.items())),
        "linked": dict(linked),
        "methods": dict(methods),
        "doubtful_pairs": dict(waiting),
        "doubtful_numbers": ledger.setting(alias, NUMBERS, []),
    }


def _records(connection: Any) -> list[tuple[str, str, int]]:
    """Source system, persons' table, current rows."""
    parts = [
        f"SELECT source_system, '{name}' AS entity, count(*) FROM \"{name}\" WHERE valid_to IS NULL GROUP BY ALL"
        for name in PERSONS
    ]
    found: list[tuple[str, str, int]] = connection.execute(f"{' UNION ALL '.join(parts)} ORDER BY ALL").fetchall()
    return found


def links(home: Home, facts: StoreFacts) -> list[dict[str, Any]]:
    """Every link: entity, key that is replaced, key that holds, where both come from, what told it, how sure.

    Where a system knows people by mail address or name, source_id is null: the key stands for it.
    """
    found = facts.backend.con.execute(
        "SELECT entity, from_key, to_key, method, score FROM link WHERE valid_to IS NULL ORDER BY ALL"
    ).fetchall()
    origins = _Origins(home, facts)
    return [
        {
            "entity": entity,
            "from": origins.of(entity.partition(".")[0], one),
            "to": origins.of("customer" if "." in entity else entity, other),
            "method": method,
            "score": score,
        }
        for entity, one, other, method, score in found
    ]


def doubtful(home: Home, facts: StoreFacts, identities: bool = False) -> list[dict[str, Any]]:
    """The pairs that wait for a decision, the likeliest first. identities: with names and addresses of both.

    Without them source_id is null where a system knows people by mail address or name: the key stands for it.
    """
    alias = Links.of(home).alias
    origins = _Origins(home, facts)
    waiting = decisions.doubtful(alias)
    known: dict[tuple[str, int], dict[str, str]] = {}
    for name in PERSONS if identities else ():
        keys = {key for entity, one in waiting if entity == name for key in (one.pair.first, one.pair.second)}
        known |= {(name, key): fields for key, fields in identity.reveal(alias, name, keys).items()}
    found = []
    for entity, one in waiting:
        pair = one.pair
        first, second = sorted((pair.first, pair.second), key=lambda key: origins.place(entity, key))
        sides = {"first": first, "second": second}
        found.append(
            {
                "entity": entity,
                **{side: origins.of(entity, key, identities) for side, key in sides.items()},
                "method": pair.method,
                "score": pair.score,
                "reason": one.reason,
                **(
                    {f"{side}_fields": known.get((entity, key), {}) for side, key in sides.items()}
                    if identities
                    else {}
                ),
            }
        )
    return found


class _Origins:
    """Where keys come from, looked up once."""

    def __init__(self, home: Home, facts: StoreFacts) -> None:
        self.alias, self.facts = Links.of(home).alias, facts
        self._known: dict[str, dict[int, Origin]] = {}

    def of(self, entity: str, key: int, identities: bool = False) -> dict[str, Any]:
        """key, source_system, source_id; null where no row says (a number that a system only refers to).

        identities: also where the source_id says who somebody is.
        """
        one = self._origin(entity, key)
        hidden = one and tables()[entity].person and not identities and _telling(one.source_id)
        return {
            "key": key,
            "source_system": one.source_system if one else None,
            "source_id": one.source_id if one and not hidden else None,
        }

    def place(self, entity: str, key: int) -> tuple[str, str]:
        """What to sort by, so that nothing stands first because of a random key."""
        one = self._origin(entity, key)
        return (one.source_system, one.source_id) if one else ("", "")

    def _origin(self, entity: str, key: int) -> Origin | None:
        if entity not in self._known:
            self._known[entity] = (
                decisions.origins(self.alias, entity) if tables()[entity].person else self._things(entity)
            )
        return self._known[entity].get(key)

    def _things(self, entity: str) -> dict[int, Origin]:
        rows = self.facts.backend.con.execute(
            f'SELECT "{tables()[entity].key[0]}", source_system, source_id FROM "{entity}" WHERE valid_to IS NULL'
        ).fetchall()
        return {key: Origin(entity, system, source_id) for key, system, source_id in rows}


def _telling(source_id: str) -> bool:
    """Whether it is no number but a mail address or a name: a system that knows nobody by number uses these."""
    return "@" in source_id or " " in source_id.strip() or not any(sign.isdigit() for sign in source_id)


def decide(home: Home, facts: StoreFacts, one: str, other: str, together: bool, note: str = "") -> None:
    """Keeps that two records are one, or are not, and matches anew. It replaces what was decided about them before.

    one, other: a key, or "system:number". Raises UnknownId, UnusableInput.
    """
    alias = Links.of(home).alias
    first, second = _meant(alias, facts, one), _meant(alias, facts, other)
    both = sorted({entity for _, entity in first} & {entity for _, entity in second})
    if not both:
        raise UnusableInput(
            Text(
                de=f"{one} und {other} sind nicht von derselben Art.", en=f"{one} and {other} are of different kinds."
            ),
            Text(
                de="Verbinden lassen sich z. B. zwei Kunden oder zwei Bestellungen.",
                en="Two customers or two orders, for example, can be linked.",
            ),
        )
    entity = both[0]
    keys = [next(key for key, kind in found if kind == entity) for found in (first, second)]
    if keys[0] == keys[1]:
        raise UnusableInput(
            Text(de=f"{one} und {other} sind derselbe Datensatz.", en=f"{one} and {other} are the same record."),
            Text(de="Nennen Sie zwei verschiedene.", en="Name two different ones."),
        )
    decisions.decide(alias, entity, keys[0], keys[1], together, note)
    match(home)


def _meant(alias: str, facts: StoreFacts, word: str) -> list[tuple[int, str]]:
    """The keys, with their canonical tables, that a person may mean."""
    system, colon, number = word.partition(":")
    found = decisions.named(alias, system, number) if colon else _with_key(alias, facts, word)
    if not found and colon:
        found = _things(facts, system, number)
    if not found:
        raise UnknownId(Text(de="Den Datensatz", en="record"), word, _examples(facts))
    return found


def _with_key(alias: str, facts: StoreFacts, word: str) -> list[tuple[int, str]]:
    if not word.isdigit():
        return []
    key = int(word)
    rows = facts.backend.con.execute(
        "SELECT DISTINCT entity FROM link WHERE (from_key = $key OR to_key = $key) ORDER BY 1", {"key": key}
    ).fetchall()
    kinds = [*decisions.kinds(alias, key), *(entity for (entity,) in rows if "." not in entity)]
    return [(key, kind) for kind in dict.fromkeys(kinds)]


def _things(facts: StoreFacts, system: str, number: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for name, one in tables().items():
        if name in facts.systems and len(one.key) == 1 and one.column(one.key[0]).type == "key" and not one.person:
            rows = facts.backend.con.execute(
                f'SELECT "{one.key[0]}" FROM "{name}" WHERE valid_to IS NULL AND source_system = ? AND source_id = ?',
                [system, number],
            ).fetchall()
            found += [(key, name) for (key,) in rows]
    return found


def _examples(facts: StoreFacts) -> Iterable[str]:
    return sorted({f"{system}:…" for systems in facts.systems.values() for system in systems if system != OWN})

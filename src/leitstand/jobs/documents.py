"""Finds the order, product or campaign that another system means by its number, though the systems share no key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from leitstand.foundation.schema import tables
from leitstand.store.contract import OWN
from leitstand.store.ingest.keying import thing_key

LEAST_SHARE, LEAST_HITS = 0.2, 3
"""So much of a system's references must be found in another system before its numbers count as that system's."""

NUMBERS: Mapping[str, str] = {"product": "sku", "campaign": "name"}
"""What else, beside the source's own number, a thing is called by in other systems."""
SHORTEST = 4
"""Signs of a number by which rows of two systems are the same; 1, 2, 3 are something else everywhere."""


@dataclass(frozen=True, slots=True)
class NumberSpace:
    """Numbers in one system that may be those of another. hits: references that are found there, of so many in all."""

    entity: str
    source_system: str
    means: str
    hits: int
    of: int

    @property
    def sure(self) -> bool:
        return self.hits >= LEAST_HITS and self.hits >= LEAST_SHARE * self.of


@dataclass(slots=True)
class Documents:
    """links: (canonical table, key that is replaced) → key that holds and what told it. spaces: number spaces that were
    compared, also those that were not sure enough to link by."""

    links: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)
    spaces: list[NumberSpace] = field(default_factory=list)


def linked_documents(
    connection: Any,
    systems: Mapping[str, Collection[str]],
    accepted: Mapping[str, Collection[tuple[int, int]]],
    rejected: Mapping[str, Collection[tuple[int, int]]],
) -> Documents:
    """Links of all things of a published version. systems: canonical table → source systems that have rows in it.

    accepted, rejected: canonical table → pairs that a person has joined or separated, the smaller key first.
    """
    found = Documents()
    for entity in _entities():
        owners = [name for name in systems.get(entity, ()) if name != OWN]
        if not owners:
            continue
        apart = set(rejected.get(entity, ()))
        same = _same_rows(connection, entity, apart) if len(owners) > 1 else {}
        found.links |= {(entity, one): (other, NUMBERS[entity]) for one, other in same.items()}
        _link_references(connection, entity, systems, apart, same, found)
        _join(connection, entity, accepted.get(entity, ()), found)
    return found


def _entities() -> Iterator[str]:
    for name, one in tables().items():
        key = one.column(one.key[0])
        if len(one.key) == 1 and key.type == "key" and not key.references and not one.person:
            yield name


def _same_rows(connection: Any, entity: str, apart: Collection[tuple[int, int]]) -> dict[int, int]:
    """Rows of several systems that are called the same, each only once in its system: key → key of the fullest."""
    if entity not in NUMBERS:
        return {}
    key = tables()[entity].key[0]
    known = " + ".join(f'("{name}" IS NOT NULL)::INT' for name in tables()[entity].names)
    rows = connection.execute(
        f"""SELECT called, key, avg(known) OVER (PARTITION BY source_system) AS fullness, source_system FROM (
            SELECT lower(trim(coalesce("{NUMBERS[entity]}", source_id))) AS called, "{key}" AS key, {known} AS known,
                   source_system, count(*) OVER (PARTITION BY source_system, called) AS times
            FROM "{entity}" WHERE valid_to IS NULL AND source_system <> '{OWN}')
        WHERE times = 1 AND length(called) >= {SHORTEST} ORDER BY called, fullness DESC, source_system"""
    ).fetchall()
    groups: dict[str, list[int]] = defaultdict(list)
    for called, one, *_ in rows:
        groups[called].append(one)
    return {
        other: first
        for first, *others in groups.values()
        for other in others
        if (min(first, other), max(first, other)) not in apart
    }


def _link_references(
    connection: Any,
    entity: str,
    systems: Mapping[str, Collection[str]],
    apart: Collection[tuple[int, int]],
    same: Mapping[int, int],
    found: Documents,
) -> None:
    """Links the keys that a system refers to without having the rows, where another system's numbers make them."""
    missing = _missing(connection, entity, systems)
    if not missing:
        return
    other = f', "{NUMBERS[entity]}"' if entity in NUMBERS else ""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE called AS SELECT DISTINCT source_system, key, number FROM (
            SELECT source_system, key, unnest([number, ltrim(number, '#'), '#' || number]) AS number FROM (
                SELECT source_system, "{tables()[entity].key[0]}" AS key, unnest([source_id{other}]) AS number
                FROM "{entity}" WHERE valid_to IS NULL AND source_system <> '{OWN}'))
        WHERE number <> ''"""
    )
    for system, keys in sorted(missing.items()):
        connection.execute("CREATE OR REPLACE TEMP TABLE missing AS SELECT unnest(?::BIGINT[]) AS key", [sorted(keys)])
        hits = connection.execute(
            f"""SELECT missing.key, called.key, called.source_system FROM missing JOIN called
            ON missing.key = {thing_key("?", f"'{entity}'", "called.number")}
            WHERE called.source_system <> ? ORDER BY ALL""",
            [system, system],
        ).fetchall()
        _take(entity, system, len(keys), hits, apart, same, found)


def _join(connection: Any, entity: str, accepted: Collection[tuple[int, int]], found: Documents) -> None:
    """Links what a person has joined: the key that has a row of its own holds."""
    key = tables()[entity].key[0]
    for first, second in sorted(accepted):
        query = f'SELECT 1 FROM "{entity}" WHERE valid_to IS NULL AND "{key}" = ?'
        holds, replaced = (first, second) if connection.execute(query, [first]).fetchone() else (second, first)
        holds = found.links.get((entity, holds), (holds, ""))[0]
        if holds != replaced:
            found.links[entity, replaced] = holds, "accepted"


def _missing(connection: Any, entity: str, systems: Mapping[str, Collection[str]]) -> dict[str, set[int]]:
    """Source system → keys of the entity that its rows refer to, but that have no row."""
    key = tables()[entity].key[0]
    missing: dict[str, set[int]] = defaultdict(set)
    for name, one in tables().items():
        if name not in systems:
            continue
        for column, target in one.references().items():
            if target != entity:
                continue
            rows = connection.execute(
                f"""SELECT DISTINCT t.source_system, t."{column}" FROM "{name}" t
                ANTI JOIN (SELECT "{key}" AS key FROM "{entity}" WHERE valid_to IS NULL) e ON e.key = t."{column}"
                WHERE t.valid_to IS NULL AND t."{column}" IS NOT NULL AND t.source_system <> '{OWN}'"""
            ).fetchall()
            for system, value in rows:
                missing[system].add(value)
    return missing


def _take(entity: str, system: str, total: int, hits: list[tuple[int, int, str]], apart: Collection[tuple[int, int]],
          same: Mapping[int, int], found: Documents) -> None:  # fmt: skip
    """Links the hits of the number spaces that are sure; a key that means two different things means none."""
    by_system: dict[str, set[int]] = defaultdict(set)
    for key, _, means in hits:
        by_system[means].add(key)
    spaces = [NumberSpace(entity, system, means, len(keys), total) for means, keys in sorted(by_system.items())]
    found.spaces += spaces
    sure = {space.means for space in spaces if space.sure}
    meant: dict[int, set[int]] = defaultdict(set)
    for key, other, means in hits:
        if means in sure:
            meant[key].add(same.get(other, other))
    for key, others in meant.items():
        other = min(others)
        if len(others) == 1 and (min(key, other), max(key, other)) not in apart:
            found.links[entity, key] = other, "number"

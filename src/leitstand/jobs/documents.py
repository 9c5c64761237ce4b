"""Finds the order, product or campaign that another system means by its number, though the systems share no key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from leitstand.foundation.schema import tables
from leitstand.jobs.groups import Groups
from leitstand.store.contract import OWN
from leitstand.store.ingest.keying import thing_key

LEAST_SHARE, LEAST_HITS = 0.2, 3
"""So much of a system's references must be found in another system before its numbers count as that system's."""
NEARLY_ALL = 0.95
"""The share for numbers of digits alone: every system has a 1001 of its own."""

NUMBERS: Mapping[str, str] = {"product": "sku", "campaign": "name"}
"""What else, beside the source's own number, a thing is called by in other systems."""
SHORTEST = 4
"""Signs of a number by which rows of two systems are the same; 1, 2, 3 are something else everywhere."""

Hit = tuple[int, int, str, str]
"""Key that is referred to, key of the row that has its number, that row's system, the number."""


@dataclass(frozen=True, slots=True)
class NumberSpace:
    """Numbers in one system that may be those of another. hits: references that are found there, of so many in all.

    digits: what was found has no letter.
    """

    entity: str
    source_system: str
    means: str
    hits: int
    of: int
    digits: bool

    @property
    def likely(self) -> bool:
        return self.hits >= LEAST_HITS and self.hits >= LEAST_SHARE * self.of

    @property
    def sure(self) -> bool:
        return self.likely and (not self.digits or self.hits >= NEARLY_ALL * self.of)


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
        groups = Groups(rejected.get(entity, ()))
        _join(connection, entity, accepted.get(entity, ()), groups)
        for one, other in _same_rows(connection, entity) if len(owners) > 1 else ():
            if not groups.separated(one, other):
                groups.unite(one, other, NUMBERS[entity])
        found.spaces += _link_references(connection, entity, systems, groups)
        found.links |= {(entity, key): (holds, method) for key, (holds, method, _) in groups.links().items()}
    return found


def _entities() -> Iterator[str]:
    for name, one in tables().items():
        key = one.column(one.key[0])
        if len(one.key) == 1 and key.type == "key" and not key.references and not one.person:
            yield name


def _same_rows(connection: Any, entity: str) -> list[tuple[int, int]]:
    """Rows of several systems that are called the same, each only once in its system: key, key of the fullest."""
    if entity not in NUMBERS:
        return []
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
    return [(other, first) for first, *others in groups.values() for other in others]


def _link_references(
    connection: Any, entity: str, systems: Mapping[str, Collection[str]], groups: Groups
) -> list[NumberSpace]:
    """Links the keys that a system refers to without having the rows, where another system's numbers make them."""
    missing = _missing(connection, entity, systems)
    if not missing:
        return []
    called = f', "{NUMBERS[entity]}"' if entity in NUMBERS else ""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE called AS SELECT DISTINCT source_system, key, number FROM (
            SELECT source_system, key, unnest([number, ltrim(number, '#'), '#' || number]) AS number FROM (
                SELECT source_system, "{tables()[entity].key[0]}" AS key, unnest([source_id{called}]) AS number
                FROM "{entity}" WHERE valid_to IS NULL AND source_system <> '{OWN}'))
        WHERE number <> ''"""
    )
    spaces: list[NumberSpace] = []
    rowless = set[int]().union(*missing.values())
    for system, keys in sorted(missing.items()):
        connection.execute("CREATE OR REPLACE TEMP TABLE missing AS SELECT unnest(?::BIGINT[]) AS key", [sorted(keys)])
        hits = connection.execute(
            f"""SELECT missing.key, called.key, called.source_system, called.number FROM missing JOIN called
            ON missing.key = {thing_key("?", f"'{entity}'", "called.number")}
            WHERE called.source_system <> ? ORDER BY ALL""",
            [system, system],
        ).fetchall()
        compared = _compared(entity, system, len(keys), hits)
        spaces += compared.values()
        for key, other in _meant(hits, compared, groups).items():
            # what a person has joined with a row is that row, whatever its number says
            if groups.holder(key) in rowless and not groups.separated(key, other):
                groups.unite(key, other, "number")
    return spaces


def _join(connection: Any, entity: str, accepted: Collection[tuple[int, int]], groups: Groups) -> None:
    """Unites what a person has joined: a key that has a row of its own holds."""
    query = f'SELECT 1 FROM "{entity}" WHERE valid_to IS NULL AND "{tables()[entity].key[0]}" = ?'
    for first, second in sorted(accepted):
        ours, theirs = groups.holder(first), groups.holder(second)
        if connection.execute(query, [ours]).fetchone():
            groups.unite(theirs, ours, "accepted")
        else:
            groups.unite(ours, theirs, "accepted")


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


def _compared(entity: str, system: str, total: int, hits: list[Hit]) -> dict[str, NumberSpace]:
    """The other systems whose numbers those of the system may be."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for key, _, means, number in hits:
        found[means][key] = number
    return {
        means: NumberSpace(
            entity, system, means, len(numbers), total, all(one.lstrip("#").isdigit() for one in numbers.values())
        )
        for means, numbers in sorted(found.items())
    }


def _meant(hits: list[Hit], compared: Mapping[str, NumberSpace], groups: Groups) -> dict[int, int]:
    """Key → key of the row it means, by the number spaces that are sure.

    A key that may mean two different things means none, even where only one of the two is sure.
    """
    meant: dict[int, set[int]] = defaultdict(set)
    sure: set[int] = set()
    for key, other, means, _ in hits:
        if compared[means].likely:
            meant[key].add(groups.holder(other))
        if compared[means].sure:
            sure.add(key)
    return {key: min(others) for key, others in meant.items() if len(others) == 1 and key in sure}

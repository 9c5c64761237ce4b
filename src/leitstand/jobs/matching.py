"""Makes one customer, one product, one order out of the records of all systems, and keeps what people decided."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from leitstand.control.identity import clusters, decisions, linkage, spelling
from leitstand.control.identity.clusters import Doubtful
from leitstand.control.identity.decisions import Origin
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.schema import tables
from leitstand.jobs import records as counting
from leitstand.jobs.documents import LEAST_HITS, LEAST_SHARE, NEARLY_ALL, linked_documents
from leitstand.jobs.groups import Groups
from leitstand.jobs.importing import WAIT, mend
from leitstand.jobs.links import Links
from leitstand.jobs.own import keep
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.contract import OWN
from leitstand.store.database import engine
from leitstand.store.ingest.writer import Store, opened

METHOD = 3
"""Raised when the matching gets better, so that every home is matched anew."""
PERSONS = ("customer", "contact", "employee")
BELONGS = "contact.customer_key"
"""The table of links that say which customer a contact without one belongs to."""

NUMBERS = "doubtful_numbers"
"""The setting that holds the number spaces which were not sure enough to link by."""

Rows = dict[tuple[str, int], tuple[int, str, float]]
"""(canonical table, key that is replaced) → key that holds, what told it, how sure."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a person or company. fullness: known columns of such records in its system, on average."""

    origin: Origin
    spelled: spelling.Spelled
    fullness: float

    @property
    def bare(self) -> bool:
        """Whether nothing is known but its number."""
        return self.spelled == spelling.Spelled()


@full_disk_told()
def match(home: Home) -> None:
    """Matches all records of the published version anew. Raises HomeBusy, StoreDamaged."""
    links = Links.of(home)
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        _match(links, store)


def match_quietly(home: Home) -> None:
    """After an import: where several systems have customers or share documents, and something changed since.

    The import went well, and must not seem to fail because its records could not be matched.
    """
    with suppress(LeitstandError):
        links = Links.of(home)
        with opened(home, wait=WAIT) as store:
            mend(links, store)
            loads = store.loads()
            if ledger.setting(links.alias, "matched") != _digest(links, loads) and (
                len({load["source_system"] for load in loads} - {OWN}) > 1
                or any(load["part"] == "match" for load in loads)
            ):
                _match(links, store)


def _match(links: Links, store: Store) -> None:
    facts = StoreFacts(engine.read(links.home))
    connection, alias = facts.backend.con, links.alias
    found: Rows = {}
    doubts: list[tuple[str, Doubtful]] = []
    accepted, rejected = decisions.decided(alias)
    spaces: list[dict[str, Any]] = []
    people = {entity: _records(alias, connection, entity) for entity in PERSONS}
    joined: dict[str, Groups] = {}
    for entity, records in people.items():
        groups, unsure = _matched(entity, records, accepted[entity], rejected[entity])
        doubts += [(entity, one) for one in unsure]
        numbers, unclear = _by_number(connection, entity, records)
        for key, other in numbers.items():
            # what a person has joined with somebody known is that somebody, whatever its number says
            if records[groups.holder(key)].bare and not groups.separated(key, other):
                groups.unite(key, other, "number")
        found |= {(entity, key): link for key, link in groups.links().items()}
        spaces += unclear
        joined[entity] = groups
    found |= _belonging(connection, people, found)
    documents = linked_documents(connection, facts.systems, accepted, rejected)
    found |= {replaced: (holds, method, 1.0) for replaced, (holds, method) in documents.links.items()}
    spaces += [
        {"entity": one.entity, "source_system": one.source_system, "means": one.means, "hits": one.hits, "of": one.of}
        for one in documents.spaces
        if not one.sure
    ]
    if found != _kept(connection):
        keep(links, store, "match", "snapshot", {"link": [_row(*pair) for pair in sorted(found.items())]})
    _keep_counts(links, store, facts, people["customer"], joined["customer"])
    decisions.keep_doubtful(alias, doubts)
    ledger.set_setting(alias, NUMBERS, spaces)
    ledger.set_setting(alias, "matched", _digest(links, store.loads()))


def _keep_counts(
    links: Links, store: Store, facts: StoreFacts, customers: Mapping[int, Record], groups: Groups
) -> None:
    """Keeps which customer records are there twice or outdated, as counts: only here all of them are at hand."""
    if not facts.reach:
        return  # nothing was loaded that has a date
    market, ordered = counting.used(facts.backend.con, facts.as_of)
    known = [
        counting.Known(one.origin.source_system, groups.holder(key), one.spelled, key in market, key in ordered)
        for key, one in customers.items()
        if not one.bare
    ]
    found = counting.changed(facts, counting.counts(known))
    if found:
        keep(links, store, "records", "append", counting.rows(found, facts.as_of))


def _row(replaced: tuple[str, int], holds: tuple[int, str, float]) -> dict[str, Any]:
    return {"entity": replaced[0], "from_key": replaced[1], "to_key": holds[0], "method": holds[1], "score": holds[2]}


def _kept(connection: Any) -> Rows:
    rows = connection.execute("SELECT entity, from_key, to_key, method, score FROM link WHERE valid_to IS NULL")
    return {(entity, one): (other, method, score) for entity, one, other, method, score in rows.fetchall()}


def _digest(links: Links, loads: list[dict[str, Any]]) -> str:
    """Changes with every load of a file and every decision."""
    decided = [[one.entity, one.first, one.second, one.together] for one in decisions.decisions(links.alias)]
    brought = sorted(str(load["load_id"]) for load in loads if load["connector"] != OWN)
    return hashlib.sha256(json.dumps([METHOD, brought, decided]).encode()).hexdigest()


def _records(alias: str, connection: Any, entity: str) -> dict[int, Record]:
    """Every record of which something is known, and every key that some row of the published version refers to.

    They come by system and number: keys are random, and what is equally likely must not be decided by lot.
    """
    known = _rows(connection, entity)
    fields = decisions.fields(alias, entity)
    fullness = Counter[str]()
    sizes = Counter[str]()
    everybody = sorted(
        decisions.origins(alias, entity).items(), key=lambda one: (one[1].source_system, one[1].source_id)
    )
    origins = {key: one for key, one in everybody if key in fields or key in known}
    for key, origin in origins.items():
        fullness[origin.source_system] += len(fields.get(key, ())) + known.get(key, (0, "", None))[0]
        sizes[origin.source_system] += 1
    keys = list(origins)
    spelled = spelling.turned_round([
        spelling.spelled(
            _with_source_id(fields.get(key, {}), origins[key].source_id), *known.get(key, (0, "", None))[1:]
        )
        for key in keys
    ])  # fmt: skip
    return {
        key: Record(origins[key], one, fullness[origins[key].source_system] / sizes[origins[key].source_system])
        for key, one in zip(keys, spelled, strict=True)
    }


def _rows(connection: Any, entity: str) -> dict[int, tuple[int, str, bool | None]]:
    """Key → number of known columns, country, whether a company: of the rows there are and of the keys referred to."""
    found: dict[int, tuple[int, str, bool | None]] = {}
    for name, one in tables().items():
        for column, target in one.references().items():
            if target == entity and name != "link":
                rows = connection.execute(
                    f'SELECT DISTINCT "{column}" FROM "{name}" WHERE valid_to IS NULL AND "{column}" IS NOT NULL'
                )
                found |= {key: (0, "", None) for (key,) in rows.fetchall()}
    one = tables()[entity]
    known = " + ".join(f'("{name}" IS NOT NULL)::INT' for name in one.names)
    more = "country, customer_type" if entity == "customer" else "NULL, NULL"
    rows = connection.execute(f'SELECT "{one.key[0]}", {known}, {more} FROM "{entity}" WHERE valid_to IS NULL')
    for key, count, country, kind in rows.fetchall():
        found[key] = (count, country or "", None if kind is None else kind == "company")
    return found


def _with_source_id(fields: dict[str, str], source_id: str) -> dict[str, str]:
    """A system that knows nobody by number uses the mail address or the name."""
    if "@" in source_id and not fields.get("email"):
        return {**fields, "email": source_id}
    if not fields and " " in source_id.strip() and not any(sign.isdigit() for sign in source_id):
        return {"name": source_id}
    return fields


def _matched(
    entity: str, records: Mapping[int, Record], accepted: decisions.Pairs, rejected: decisions.Pairs
) -> tuple[Groups, list[Doubtful]]:
    """Groups by what the records say, and the pairs that are for a person to decide."""
    spelled = {key: one.spelled for key, one in records.items()}
    systems = {one.origin.source_system for one in records.values()}
    pairs = linkage.score(spelled, len(systems)) if entity != "employee" else _colleagues(records)
    joined = clusters.join(spelled, pairs, accepted, rejected)
    told: dict[int, linkage.Pair] = {}
    for edge in sorted(joined.edges, key=lambda pair: -pair.score):
        for key in (edge.first, edge.second):
            told.setdefault(key, edge)
    groups = Groups(rejected)
    for keys in joined.clusters:
        holds = min(keys, key=lambda key: _place(records[key]))
        for key in keys:
            groups.unite(key, holds, told[key].method, told[key].score)
    return groups, joined.doubtful


def _place(one: Record) -> tuple[bool, float, str, str]:
    """The record of the system that knows most comes first, a bare number last."""
    return one.bare, -one.fullness, one.origin.source_system, one.origin.source_id


def _colleagues(records: Mapping[int, Record]) -> list[linkage.Pair]:
    """In one company mail address or full name are enough, where no system has either twice."""
    found: dict[tuple[int, int], linkage.Pair] = {}
    for method, score in (("email", 1.0), ("name", 0.97)):
        groups: dict[str, list[int]] = defaultdict(list)
        for key, one in records.items():
            who = one.spelled
            value = who.email if method == "email" else f"{who.given} {who.family}" if who.given and who.family else ""
            if value:
                groups[value].append(key)
        for keys in groups.values():
            systems = [records[key].origin.source_system for key in keys]
            if len(set(systems)) == len(systems):
                for key in keys[1:]:
                    first, second = sorted((keys[0], key))
                    found.setdefault((first, second), linkage.Pair(first, second, score, method, True))
    return list(found.values())


def _by_number(
    connection: Any, entity: str, records: Mapping[int, Record]
) -> tuple[dict[int, int], list[dict[str, Any]]]:
    """Keys of which nothing is known but a number that another system gave: key → key; and what is not clear enough.

    A system that sells has numbers of its own, and digits alone are the same everywhere: there nothing is linked,
    unless it names nobody and the other system knows nearly all of its numbers, like invoices and their debtors.
    """
    named = {key: one for key, one in records.items() if not one.bare}
    numbers = {(one.origin.source_system, one.origin.source_id): key for key, one in named.items()}
    givers = {one.origin.source_system for one in named.values()}
    bare: dict[str, list[int]] = defaultdict(list)
    for key, one in records.items():
        if key not in named:
            bare[one.origin.source_system].append(key)
    sellers = {
        system for (system,) in connection.execute(
            """SELECT source_system FROM "order" WHERE valid_to IS NULL UNION
            SELECT source_system FROM invoice WHERE valid_to IS NULL""").fetchall()
    }  # fmt: skip
    found: dict[int, int] = {}
    unclear: list[dict[str, Any]] = []
    for system, keys in sorted(bare.items()):
        meant: dict[int, set[int]] = defaultdict(set)
        for giver in sorted(givers - {system}):
            hits = {
                key: numbers[giver, records[key].origin.source_id]
                for key in keys
                if (giver, records[key].origin.source_id) in numbers
            }
            digits = all(records[key].origin.source_id.isdigit() for key in hits)
            own = digits and system in sellers and (system in givers or len(hits) < NEARLY_ALL * len(keys))
            if len(hits) >= max(LEAST_HITS, LEAST_SHARE * len(keys)) and not own:
                for key, other in hits.items():
                    meant[key].add(other)
            elif hits:
                about = {"entity": entity, "source_system": system, "means": giver}
                unclear.append({**about, "hits": len(hits), "of": len(keys)})
        found |= {key: min(others) for key, others in meant.items() if len(others) == 1}
    return found, unclear


def _belonging(connection: Any, people: Mapping[str, Mapping[int, Record]], found: Rows) -> Rows:
    """The customer of each contact that comes without one: the one customer who has the same mail address."""
    owners: dict[str, set[int]] = defaultdict(set)
    names: dict[int, str] = {}
    for key, one in people["customer"].items():
        if one.spelled.email and not one.spelled.box:
            holds = found.get(("customer", key), (key, "", 1.0))[0]
            owners[one.spelled.email].add(holds)
            names[holds] = names.get(holds) or one.spelled.given
    alone = connection.execute("SELECT contact_key FROM contact WHERE valid_to IS NULL AND customer_key IS NULL")
    rows: Rows = {}
    for (key,) in alone.fetchall():
        contact = people["contact"].get(key)
        holders = owners.get(contact.spelled.email, set()) if contact else set()
        if contact and len(holders) == 1:
            (holder,) = holders
            if not spelling.differ(contact.spelled.given, names[holder]):
                rows[BELONGS, key] = (holder, "email", 0.99)
    return rows

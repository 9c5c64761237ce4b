"""Gives every person and thing a random key, and keeps names and texts behind that key."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connections, transaction
from django.db.models import Q

from leitstand.control import database, secret
from leitstand.control.identity.models import Decision, DoubtfulPair, Identifier, Key, Tombstone

T = TypeVar("T")

KEEP_KEY = "INSERT OR IGNORE INTO identity_key (key, entity, source_system, source_id) VALUES (%s, %s, %s, %s)"
KNOWN_KEYS = "SELECT source_id, key FROM identity_key WHERE entity = %s AND source_system = %s AND source_id IN ({})"
REMEMBER = """
INSERT INTO identity_identifier (entity, key, field, value, search, load_id) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (entity, key, field, load_id) DO UPDATE SET value = excluded.value, search = excluded.search
"""


def keys_for(alias: str, entity: str, source_system: str, source_ids: Sequence[str]) -> dict[str, int]:
    """Source id → random positive 63-bit key; ids seen for the first time get one, all others keep theirs.

    Repeating it changes nothing, also after a crash in the middle or beside another process. Raises TypeError for an id
    that is no text.
    """
    wanted = list(dict.fromkeys(source_ids))
    if not all(isinstance(source_id, str) for source_id in wanted):  # 7 would be stored as "7" and never be found again
        raise TypeError(f"source ids of {entity} must be text")
    found = _known_keys(alias, entity, source_system, wanted)
    while missing := [source_id for source_id in wanted if source_id not in found]:
        rows = [(secrets.randbelow(2**63 - 1) + 1, entity, source_system, source_id) for source_id in missing]
        # Another process may have been first; its key wins, so the keys are read back instead of assumed.
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.executemany(KEEP_KEY, rows)
        found |= _known_keys(alias, entity, source_system, missing)
    return found


def remember(alias: str, entity: str, rows: Mapping[int, Mapping[str, str]], load_id: str) -> None:
    """Keeps direct identifiers and free texts: rows is key → field → value, as one load brought them.

    The load that came last wins. Repeating a load replaces its own values and leaves its place among the others.
    """
    values = [
        (entity, key, field, value, search_number(value), load_id)
        for key, fields in rows.items()
        for field, value in fields.items()
    ]
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.executemany(REMEMBER, values)  # a model object per value takes four times as long


def forget_load(alias: str, load_id: str) -> int:
    """Takes back what one load brought; older values are valid again. Answers how many values were deleted."""
    with transaction.atomic(using=alias):
        deleted, _ = Identifier.objects.using(alias).filter(load_id=load_id).delete()
        transaction.on_commit(lambda: database.scrub(alias), using=alias)
    return deleted


def reveal(
    alias: str, entity: str, keys: Iterable[int], fields: Collection[str] | None = None
) -> dict[int, dict[str, str]]:
    """Key → field → value for the keys that have any; only the named fields, where some are named."""
    narrowed = Q() if fields is None else Q(field__in=list(fields))
    found: dict[int, dict[str, str]] = {}
    for chunk in _chunks(alias, keys, reserve=1 + len(fields or ())):
        rows = Identifier.objects.using(alias).filter(narrowed, entity=entity, key__in=chunk).order_by("id")
        for key, field, value in rows.values_list("key", "field", "value").iterator():
            found.setdefault(key, {})[field] = value  # a newer load overwrites an older one
    return found


def everything(alias: str, entity: str, fields: Collection[str]) -> dict[int, dict[str, str]]:
    """Key → field → value for all keys of an entity that have one of the fields."""
    found: dict[int, dict[str, str]] = {}
    rows = Identifier.objects.using(alias).filter(entity=entity, field__in=list(fields)).order_by("id")
    for key, field, value in rows.values_list("key", "field", "value").iterator():
        found.setdefault(key, {})[field] = value  # a newer load overwrites an older one
    return found


def find(alias: str, entity: str, field: str, value: str) -> list[int]:
    """Keys whose valid value equals this one, in whatever case it is written."""
    rows = Identifier.objects.using(alias).filter(entity=entity, field=field, search=search_number(value))
    candidates = set(rows.values_list("key", flat=True))
    valid = reveal(alias, entity, candidates, [field])
    return sorted(key for key, fields in valid.items() if _folded(fields[field]) == _folded(value))


def numbered(alias: str, words: str) -> list[tuple[int, str]]:
    """Keys (with their canonical table) of records with this number of a source: "number" or "system:number"."""
    system, _, number = words.partition(":")
    wanted = Q(source_id=words) | (Q(source_system=system.strip(), source_id=number.strip()) if number else Q(pk=None))
    return list(Key.objects.using(alias).filter(wanted).order_by("entity", "key").values_list("key", "entity"))


def erase(alias: str, entity: str, *keys: int) -> list[str]:
    """Deletes what is known about these keys, and the keys themselves, for good; leaves a tombstone for each.

    Answers the ids of the loads that named them: their sealed files still do, until they are rewritten or shredded.
    Erasing somebody twice does no harm. Name many keys at once: every call writes the database anew.
    """
    load_ids: set[str] = set()
    tombstone_key = _tombstone_key(alias)
    with transaction.atomic(using=alias):
        for chunk in _chunks(alias, keys, reserve=1):
            own = Identifier.objects.using(alias).filter(entity=entity, key__in=chunk)
            load_ids.update(own.values_list("load_id", flat=True).distinct())
            own.delete()
            for about in (Decision, DoubtfulPair):
                rows = about.objects.using(alias).filter(entity=entity)
                rows.filter(first__in=chunk).delete()
                rows.filter(second__in=chunk).delete()
            mapped = Key.objects.using(alias).filter(entity=entity, key__in=chunk)
            digests = {_tombstone(tombstone_key, entity, row.source_system, row.source_id) for row in mapped}
            tombstones = [Tombstone(digest=digest) for digest in digests]
            Tombstone.objects.using(alias).bulk_create(tombstones, ignore_conflicts=True)
            mapped.delete()
        transaction.on_commit(lambda: database.scrub(alias), using=alias)
    return sorted(load_ids)


def count_values(alias: str, entity: str, keys: Iterable[int]) -> int:
    """How many names, addresses and texts are kept about these keys."""
    chunks = _chunks(alias, keys, reserve=1)
    return sum(Identifier.objects.using(alias).filter(entity=entity, key__in=chunk).count() for chunk in chunks)


def forget_texts(alias: str, entity: str, keys: Iterable[int]) -> int:
    """Deletes the free texts of these rows; how many. The caller scrubs."""
    chunks = _chunks(alias, keys, reserve=1)
    return sum(Identifier.objects.using(alias).filter(entity=entity, key__in=chunk).delete()[0] for chunk in chunks)


def loads_of(alias: str, keys: Mapping[str, Iterable[int]]) -> list[str]:
    """Ids of the loads that named these people."""
    found: set[str] = set()
    for entity, ones in keys.items():
        for chunk in _chunks(alias, ones, reserve=1):
            rows = Identifier.objects.using(alias).filter(entity=entity, key__in=chunk)
            found.update(rows.values_list("load_id", flat=True).distinct())
    return sorted(found)


def erased(alias: str, entity: str, source_system: str, source_ids: Iterable[str]) -> set[str]:
    """Those of the source ids that were erased and must not come back with a new file."""
    if not Tombstone.objects.using(alias).exists():
        return set()
    key = _tombstone_key(alias)
    digests = {_tombstone(key, entity, source_system, source_id): source_id for source_id in source_ids}
    found: set[str] = set()
    for chunk in _chunks(alias, digests):
        rows = Tombstone.objects.using(alias).filter(digest__in=chunk)
        found.update(digests[digest] for digest in rows.values_list("digest", flat=True))
    return found


def pseudonym(key: bytes, kind: str, value: str) -> str:
    """32 hexadecimal digits that stand for a cookie, device or author; key: `secret.key(home, "pseudonym")`."""
    return hmac.digest(key, f"{kind}\0{value}".encode(), "sha256")[:16].hex()


def search_number(value: str) -> int:
    """The same 64-bit number for all spellings of a value that differ in case only.

    SQLite compares without case in ASCII only (Müller ≠ MÜLLER), and an index over long texts would double the vault.
    """
    return int.from_bytes(hashlib.blake2b(_folded(value).encode(), digest_size=8).digest(), signed=True)


def _folded(value: str) -> str:
    return unicodedata.normalize("NFC", value.strip().casefold())


def _known_keys(alias: str, entity: str, source_system: str, source_ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    with connections[alias].cursor() as cursor:  # the query builder takes twice as long as the query
        for chunk in _chunks(alias, source_ids, reserve=2):
            places = ", ".join(["%s"] * len(chunk))
            cursor.execute(KNOWN_KEYS.format(places), [entity, source_system, *chunk])
            found.update(cursor.fetchall())
    return found


def _tombstone_key(alias: str) -> bytes:
    return secret.key(database.home_of(alias), "tombstone")


def _tombstone(key: bytes, entity: str, source_system: str, source_id: str) -> str:
    return hmac.digest(key, json.dumps([entity, source_system, source_id]).encode(), "sha256").hex()


def _chunks(alias: str, values: Iterable[T], reserve: int = 0) -> Iterator[list[T]]:
    """The values in lists that fit into one query; reserve: how many other values the query holds."""
    size = (connections[alias].features.max_query_params or 10_000) - reserve
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk

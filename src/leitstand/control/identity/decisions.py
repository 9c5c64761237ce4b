"""Keeps what people decided about records that may be the same, and the pairs that wait for a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connections, transaction

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)
from leitstand.control.audit.services import noted
from leitstand.control.identity.clusters import Doubtful
from leitstand.control.identity.linkage import Pair
from leitstand.control.identity.models import Decision, DoubtfulPair, Key

Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a key comes from."""

    entity: str
    source_system: str
    source_id: str


def decide(alias: str, entity: str, one: int, other: int, together: bool, note: str = "", by: str = "") -> None:
    """Keeps the decision about two records; it replaces an earlier one about them. by: who decides."""
    first, second = sorted((one, other))
    known = Decision.objects.using(alias).filter(entity=entity, first=first, second=second).first()
    found = known or Decision(entity=entity, first=first, second=second)
    with noted(alias, found, "decided", by, name=f"{entity} {first} {second}"):
        found.together, found.note = together, note
        found.save(using=alias)


def decided(alias: str) -> tuple[dict[str, Pairs], dict[str, Pairs]]:
    """By canonical table, the pairs that belong together and those that do not; the smaller key first."""
    accepted: dict[str, Pairs] = defaultdict(set)
    rejected: dict[str, Pairs] = defaultdict(set)
    for one in decisions(alias):
        (accepted if one.together else rejected)[one.entity].add((one.first, one.second))
    return accepted, rejected


def decisions(alias: str) -> list[Decision]:
    """All decisions, the oldest first."""
    return list(Decision.objects.using(alias).order_by("decided_at", "id"))


def keep_doubtful(alias: str, found: Iterable[tuple[str, Doubtful]]) -> None:
    """Puts the pairs (with their canonical table) in place of those of the last matching."""
    rows = [
        DoubtfulPair(
            entity=entity,
            first=one.pair.first,
            second=one.pair.second,
            score=one.pair.score,
            method=one.pair.method,
            reason=one.reason,
        )
        for entity, one in found
    ]
    with transaction.atomic(using=alias):
        DoubtfulPair.objects.using(alias).all().delete()
        DoubtfulPair.objects.using(alias).bulk_create(rows)


def doubtful(alias: str) -> list[tuple[str, Doubtful]]:
    """The pairs that wait for a decision, with their canonical table: the unsure ones first, the likeliest first."""
    rows = DoubtfulPair.objects.using(alias).order_by("id")
    found = [
        (one.entity, Doubtful(Pair(one.first, one.second, one.score, one.method, False), one.reason)) for one in rows
    ]
    return sorted(found, key=lambda pair: (pair[1].reason != "unsure", -pair[1].pair.score))


def origins(alias: str, entity: str) -> dict[int, Origin]:
    """Where each key of a person's table comes from."""
    rows = Key.objects.using(alias).filter(entity=entity).values_list("key", "source_system", "source_id")
    return {key: Origin(entity, system, source_id) for key, system, source_id in rows.iterator()}


def numbers_of(alias: str, entity: str, keys: Iterable[int]) -> dict[int, str]:
    """The number in its source of each of these keys."""
    rows = Key.objects.using(alias).filter(entity=entity, key__in=list(keys))
    return dict(rows.values_list("key", "source_id"))


def origins_of(alias: str, entity: str, keys: Iterable[int]) -> list[Origin]:
    """Where these keys come from."""
    return sorted(sources_of(alias, entity, keys).values(), key=lambda one: (one.source_system, one.source_id))


def sources_of(alias: str, entity: str, keys: Iterable[int]) -> dict[int, Origin]:
    """Key → where it comes from."""
    rows = Key.objects.using(alias).filter(entity=entity, key__in=list(keys))
    found = rows.values_list("key", "source_system", "source_id")
    return {key: Origin(entity, system, number) for key, system, number in found}


def named(alias: str, source_system: str, source_id: str) -> list[tuple[int, str]]:
    """The keys (with their canonical table) that a number of a source may mean."""
    rows = Key.objects.using(alias).filter(source_system=source_system, source_id=source_id).order_by("entity")
    return list(rows.values_list("key", "entity"))


def fields(alias: str, entity: str) -> dict[int, dict[str, str]]:
    """Key → field → value of everybody in one table: in one pass, which is faster than to reveal them key by key."""
    found: dict[int, dict[str, str]] = {}
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT key, field, value FROM identity_identifier WHERE entity = %s ORDER BY id", [entity])
        for key, field, value in cursor:
            found.setdefault(key, {})[field] = value
    return found


def kinds(alias: str, key: int) -> list[str]:
    """The canonical tables of persons in which the key stands for somebody, or about which something was decided."""
    owners = Key.objects.using(alias).filter(key=key).values_list("entity", flat=True)
    about = Decision.objects.using(alias).filter(first=key) | Decision.objects.using(alias).filter(second=key)
    return sorted({*owners, *about.values_list("entity", flat=True)})

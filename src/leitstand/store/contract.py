"""What the store needs from the control database, without knowing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from leitstand.sources.contract import Delivery, Reject

OWN = "leitstand"
"""Source system of rows that the product itself writes (checks, links, assignments): they refer to rows by the keys
that these already have, and do not move `as_of`."""


class KeyMap(Protocol):
    """Random keys for persons, kept apart from the analytic store."""

    def keys_for(self, entity: str, source_system: str, source_ids: Sequence[str]) -> dict[str, int]:
        """Key of each source id; new ones are made. Idempotent."""


class IdentityVault(Protocol):
    """Direct identifiers and free text by key."""

    def remember(self, entity: str, rows: Mapping[int, Mapping[str, str]], load_id: str) -> None:
        """Keeps the fields of each key; the newest load wins. Idempotent."""

    def pseudonyms(self, kind: str, values: Sequence[str]) -> dict[str, str]:
        """Keyed hash of each value."""


@dataclass(frozen=True, slots=True)
class Load:
    """One accepted table of one file, as the raw store and the engine know it.

    currency: of amounts whose row does not say; fixed when the load comes, whatever is reported in later.
    part: which table of the file. position: order of loads, gives the same store at every rebuild.
    """

    load_id: str
    position: int
    connector: str
    source_system: str
    sha256: str
    mapping_hash: str
    part: str
    delivery: Delivery
    currency: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class Applied:
    """What a load changed. tables: rows per table; new, changed, unchanged, closed: rows over all tables."""

    tables: Mapping[str, int]
    new: int
    changed: int
    unchanged: int
    closed: int


@dataclass(frozen=True, slots=True)
class Keyed:
    """A load with surrogate keys, in the incoming raw store. rejects: rows whose key contradicts another row."""

    load: Load
    tables: Mapping[str, int]
    rejects: tuple[Reject, ...]

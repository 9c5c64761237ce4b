"""Finds out whether a table of a file is loaded already, and whether it was read the same way."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.sources.sandbox import Parsed


def reading(one: Parsed) -> str:
    """How a table was read: the same for the same connector, source system and mapping, whoever chose them."""
    read = [one.connector, one.info.get("source_system"), one.info.get("mapping")]
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The loads that count of a file with the same bytes: table → entry of the ledger."""

    loads: Mapping[str, Any]

    @classmethod
    def of(cls, alias: str, digest: str) -> Earlier:
        done = [one for one in reversed(ledger.loads(alias, digest)) if one.state == "done"]
        return cls({_within(one.table_name, one.file_name): one for one in done})

    def find(self, part: str, file: str) -> Any | None:
        """The load of this table of the file, which may have had another name then."""
        return self.loads.get(_within(part, file))


def misfit(one: Parsed) -> float:
    """How badly the reading fits a table: headings of the mapping that it lacks, infinite where it was not understood.

    A mapping is given for a whole file; of several tables it is meant for those that it fits best.
    """
    absent = one.info.get("absent")
    return math.inf if one.staged is None else len(absent) if isinstance(absent, list) else 0


def _within(part: str, file: str) -> str:
    """The table's name without the file's."""
    return part.removeprefix(file)

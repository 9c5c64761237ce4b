"""Looks at the processes of one published version."""

from __future__ import annotations

from functools import partial
from typing import Any

from leitstand.analysis.process import examining
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Text
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.rows import rows


def processes(facts: StoreFacts, name: str | None, hourly_cost: float | None) -> list[dict[str, Any]]:
    """All processes as plain dictionaries, or the one named. Raises UnknownId."""
    found = examining.processes(partial(rows, facts), facts.zone)
    if name is not None and name not in found:
        raise UnknownId(Text(de="Den Prozess", en="process"), name, tuple(found))
    return [one.as_dict(hourly_cost) for key, one in found.items() if name in (None, key)]

"""Looks at the processes of one published version."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from leitstand.analysis.process import examining
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Text
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.rows import rows
from leitstand.metrics.compute.scope import OutOfScope

if TYPE_CHECKING:
    import pandas as pd


def processes(facts: StoreFacts, name: str | None, hourly_cost: float | None) -> list[dict[str, Any]]:
    """All processes as plain dictionaries, or the one named; in a scope those that can be limited. Raises UnknownId."""
    found = examining.processes(partial(_rows, facts), facts.zone)
    if name is not None and name not in found:
        raise UnknownId(Text(de="Den Prozess", en="process"), name, tuple(found))
    return [one.as_dict(hourly_cost) for key, one in found.items() if name in (None, key)]


def _rows(facts: StoreFacts, table: str, columns: Sequence[str]) -> pd.DataFrame:
    """As rows; none of a table that cannot be limited to the scope."""
    import pandas as pd

    try:
        return rows(facts, table, columns)
    except OutOfScope:
        return pd.DataFrame(columns=list(columns))

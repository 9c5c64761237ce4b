"""What a number is split by: how a table reaches a dimension, and the value of each row."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.segment import Condition
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.joins import path
from leitstand.metrics.contract import Dimension


def reachable(table: str, one: Dimension) -> list[str]:
    """The columns of the dimension that the table uses: the nearest, then (with `fallback`) the others."""
    ways = {column: path(table, column.rpartition(".")[0]) for column in one.columns}
    found = sorted(
        (column for column, way in ways.items() if way is not None), key=lambda column: len(ways[column] or ())
    )
    return found if one.fallback else found[:1]


def valued(facts: StoreFacts, rows: Any, table: str, one: Dimension) -> Any:
    """The dimension's value of each row, as text; teams not known to be large enough are one.

    Raises ValueError where the table cannot reach it.
    """
    columns = reachable(table, one)
    if not columns:
        raise ValueError(f"{table} cannot be split by {one.title.en}")
    value = rows[columns[0]]
    for column in columns[1:]:
        value = value.coalesce(rows[column])
    if one.transform:
        value = one.transform(value)
    value = value.cast("string")
    if one.staff:
        value = (value.isnull() | value.isin(facts.large_teams)).ifelse(value, OTHER)
    return value


def holds(facts: StoreFacts, rows: Any, table: str, one: Dimension, condition: Condition) -> Any:
    """Whether the rows fulfil the condition; a missing value is unequal to every value."""
    value = valued(facts, rows, table, one)
    named = [v for v in condition.values if v is not None]
    inside = value.isin(named).fill_null(False) if named else value.isnull() & (value.notnull())
    if None in condition.values:
        inside = inside | value.isnull()
    return ~inside if condition.negate else inside

"""Measures by chance groups of customers, so that what they add up to can be resampled: one query per table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.metrics.compute import scan
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.compute.variance import unit_column
from leitstand.metrics.registry import measures

UNITS = ("customer_key", "visitor_id", "order_id", "row_key")
"""Who belongs together, the best first: all rows of a customer; of those without one the rows of a visitor, an order;
else each row."""


def amounts(facts: StoreFacts, ids: Iterable[str], question: Question, groups: int) -> dict[str, np.ndarray]:
    """Measure → (periods, groups); the groups of a measure that adds up sum to what it is for all.

    Everybody is in one group, the same in every table and period. The question has no split. Raises UnusableInput for
    a table that is about nobody (posts).
    """
    members: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    for name in dict.fromkeys(ids):
        members[measures()[name].table, measures()[name].time].append(name)
    found = {name: np.zeros((len(question.periods), groups)) for names in members.values() for name in names}
    for (table, _), names in members.items():
        columns = [column for unit in UNITS if (column := unit_column(table, unit)) is not None]
        if not columns:
            raise UnusableInput(
                Text(de=f"Die Tabelle {table} kennt keine Personen.", en=f"The table {table} knows no persons.")
            )
        rows = scan.placed(facts, names, question, {column for column in columns if "." in column})
        unit = None
        for column in columns:
            named = f"{column.rpartition('.')[2]}:" + rows[column].cast("string")
            unit = named if unit is None else unit.coalesce(named)
        rows = rows.mutate(__group=unit.fill_null("").hash() % groups)  # type: ignore[union-attr]
        made = {name: scan.aggregated(rows, measures()[name]).cast("float64") for name in names}
        for row in rows.group_by(["__period", "__group"]).aggregate(**made).to_pyarrow().to_pylist():
            for name in names:
                found[name][row["__period"], row["__group"] % groups] += row[name] or 0.0  # hashes have a sign
    return found

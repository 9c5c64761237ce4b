"""Rows of a table as a data frame, for those who compute with single cases instead of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leitstand.metrics.compute import patterns, scope

if TYPE_CHECKING:
    import pandas as pd

    from leitstand.metrics.compute.facts import StoreFacts


def rows(facts: StoreFacts, table: str, columns: Sequence[str]) -> pd.DataFrame:
    """Current rows of a canonical table or relation; `"parent.column"` reaches along the references of the schema.

    Days and instants are datetime64, amounts float, whole numbers int64 (Int64 where some are missing: keys have more
    digits than a float keeps). Empty, with the columns, where there are no rows. Only rows inside the scope of the
    facts. Raises ValueError for a column that cannot be reached, OutOfScope for a table that cannot be limited.
    """
    for name in columns:
        owner, _, plain = name.rpartition(".")
        if plain not in facts.table(owner or table).columns:
            raise ValueError(f"{owner or table} has no column {plain}")

    def build(own: Any) -> tuple[Any, Any]:
        widened = scope.kept(facts, own, table, {name for name in columns if "." in name})
        chosen = widened.select(**{name: _plain(widened[name]) for name in columns})
        return chosen, chosen.schema().to_pyarrow()

    found = patterns.sql(facts, ("rows", table, facts.scope, *columns), build, {})
    if found is None:
        return _frame(build(facts)[0].to_pyarrow())
    query, shape = found
    return _frame(facts.backend.con.execute(query).to_arrow_table().cast(shape))


def _plain(column: Any) -> Any:
    return column.cast("float64") if column.type().is_decimal() else column


def _frame(found: Any) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    frame = found.to_pandas(date_as_object=False)
    for name in found.column_names:
        column = found.column(name)
        if pa.types.is_integer(column.type) and column.null_count:
            frame[name] = pd.array(column.to_pylist(), dtype="Int64")
    return frame  # type: ignore[no-any-return]

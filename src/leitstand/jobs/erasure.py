"""Keeps people out who were erased: their rows in a new file are rejected and shown, not taken."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.control.identity import services as identity
from leitstand.foundation.schema import table
from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Reject

ERASED = Text(
    de="Die Person wurde auf Verlangen gelöscht und wird nicht wieder aufgenommen.",
    en="The person was erased on request and is not taken in again.",
)


def without_erased(
    alias: str, source_system: str, staged: Mapping[str, pa.Table]
) -> tuple[dict[str, pa.Table], list[Reject]]:
    """The staged tables without the rows about erased persons, and a reject for each such row of the file."""
    refused: set[int] = set()
    for name, rows in staged.items():
        for column in table(name).columns:
            if column.type != "key" or column.name not in rows.column_names:
                continue
            entity = column.references or name
            if not table(entity).person:
                continue
            ids = rows[column.name]
            gone = identity.erased(alias, entity, source_system, pc.unique(ids.drop_null()).to_pylist())
            if gone:
                hit = pc.is_in(ids, value_set=pa.array(sorted(gone), ids.type))
                refused.update(rows.filter(hit)[ROW].to_pylist())
    if not refused:
        return dict(staged), []
    marks = pa.array(sorted(refused), pa.int64())
    kept = {name: rows.filter(pc.invert(pc.is_in(rows[ROW], value_set=marks))) for name, rows in staged.items()}
    return kept, [Reject(row, ERASED) for row in sorted(refused)]

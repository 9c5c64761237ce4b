"""Reads Parquet files; types stay as they are."""

from __future__ import annotations

import json
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Reject
from leitstand.sources.readers import cells, layout, rows
from leitstand.sources.readers.formats import damaged
from leitstand.sources.readers.limits import Limits, check_columns, check_rejects, size, too_large
from leitstand.sources.readers.origin import Origin

_BATCH = 65_536


def read(origin: Origin, limits: Limits, progress: Callable[[int], None]) -> RawTable:
    """The table of a Parquet file: structs become columns with dots, lists and maps JSON text; rows count from 1.

    Raises UnusableInput for a damaged or over-large file.
    """
    try:
        content = origin.whole(limits) if origin.packed else origin.open()
        with content, pq.ParquetFile(content) as file:
            check_columns(origin.name, file.metadata.num_columns, limits)
            return _table(origin.name, file, limits, progress)
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, OverflowError, EOFError) as error:
        if isinstance(error, MemoryError):
            raise
        seen = Text(de="die Parquet-Datei ist nicht lesbar", en="the Parquet file cannot be read")
        raise damaged(origin.name, seen) from error


def _table(name: str, file: pq.ParquetFile, limits: Limits, progress: Callable[[int], None]) -> RawTable:
    batches: list[pa.Table] = []
    rejects: list[Reject] = []
    count = volume = 0
    for batch in file.iter_batches(_BATCH, use_threads=False):
        batch.validate(full=True)
        volume += batch.nbytes
        if volume > limits.total:
            most = size(limits.total)
            raise too_large(name, Text(de=f"ausgepackt über {most}", en=f"more than {most} unpacked"))
        table = _flat(pa.Table.from_batches([batch]), limits)
        names, notes = layout.column_names(table.column_names, table.num_columns)
        table = table.rename_columns(names)
        table = table.append_column(ROW, pa.array(range(count + 1, count + 1 + table.num_rows), pa.int64()))
        table, huge = _without_huge_cells(table, limits)
        rejects += huge
        if rejects:
            check_rejects(name, len(rejects), rejects[0].reason, limits)
        batches.append(table)
        count += batch.num_rows
        progress(count)
    if not batches:
        table = _flat(file.schema_arrow.empty_table(), limits)
        names, notes = layout.column_names(table.column_names, table.num_columns)
        batches = [table.rename_columns(names).append_column(ROW, pa.array([], pa.int64()))]
    return RawTable(name, pa.concat_tables(batches), tuple(rejects), tuple(notes))


def _flat(table: pa.Table, limits: Limits) -> pa.Table:
    for _ in range(limits.depth):
        if not any(pa.types.is_struct(one.type) for one in table.schema):
            break
        table = table.flatten()
    for at, one in enumerate(table.schema):
        column = table.column(at)
        if pa.types.is_dictionary(one.type):
            table = table.set_column(at, one.name, column.cast(one.type.value_type))
        elif pa.types.is_nested(one.type):
            texts = [None if value is None else json.dumps(value, default=str) for value in column.to_pylist()]
            table = table.set_column(at, one.name, pa.array(texts, pa.string()))
    return table


def _without_huge_cells(table: pa.Table, limits: Limits) -> tuple[pa.Table, list[Reject]]:
    fits = None
    for column in table.columns:
        kind = column.type
        if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind):
            small = pc.fill_null(pc.less_equal(pc.binary_length(column), limits.cell), True)
            fits = small if fits is None else pc.and_(fits, small)
    if fits is None or pc.all(fits).as_py() is not False:
        return table, []
    rejects = [
        Reject(row[ROW], rows.TOO_LONG, cells={key: (cells.text(value) or "")[:1000] for key, value in row.items()})
        for row in table.filter(pc.invert(fits)).to_pylist()
    ]
    return table.filter(fits), rejects

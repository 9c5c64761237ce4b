"""Turns rows of Python values into table columns that keep the types the values have."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.sources.contract import ROW
from leitstand.sources.readers import cells

_WHOLE = 2**53
"""Up to here a float holds every whole number exactly."""


def text_batch(names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> pa.RecordBatch:
    """A batch of text columns: blanks around a cell removed, empty cells null, rows without any value left out."""
    arrays = []
    filled = None
    for column in zip(*rows, strict=True):
        array = pc.utf8_trim_whitespace(pa.array(column, pa.string()))
        has_value = pc.not_equal(pc.binary_length(array), 0)
        arrays.append(pc.if_else(has_value, array, pa.scalar(None, pa.string())))
        filled = has_value if filled is None else pc.or_(filled, has_value)
    batch = pa.record_batch([*arrays, pa.array(numbers, pa.int64())], names=[*names, ROW])
    return batch if filled is None or pc.all(filled).as_py() else batch.filter(filled)


def empty_text(names: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array([], pa.string()) for name in names} | {ROW: pa.array([], pa.int64())})


def typed(values: Iterable[object]) -> pa.Array:
    """One column: whole numbers int64, other numbers float64, truth values, times as timestamp('us') without zone.

    Values of different kinds, and whole numbers beyond 64 bits, become text; lists become JSON text.
    """
    found = [_plain(value) for value in values]
    kinds = {type(value) for value in found if value is not None}
    if not kinds:
        return pa.nulls(len(found))
    if kinds == {bool}:
        return pa.array(found, pa.bool_())
    if kinds == {dt.datetime}:
        return pa.array(found, pa.timestamp("us"))
    if kinds <= {int, float}:
        if all(value is None or (float(value).is_integer() and abs(value) < _WHOLE) for value in found):  # type: ignore[arg-type]
            return pa.array([None if value is None else int(value) for value in found], pa.int64())  # type: ignore[call-overload]
        if int not in kinds or all(abs(value) < _WHOLE for value in found if isinstance(value, int)):
            return pa.array(found, pa.float64())
        if kinds == {int} and all(abs(value) < 2**63 for value in found if isinstance(value, int)):
            return pa.array(found, pa.int64())
    return pa.array([cells.text(value) for value in found], pa.string())


def _plain(value: object) -> object:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def join(batches: Sequence[pa.Table]) -> pa.Table:
    """One table out of batches whose columns or types differ: absent columns null, types widened, else text."""
    names = list(dict.fromkeys(name for batch in batches for name in batch.column_names if name != ROW))
    columns = {}
    for name in [*names, ROW]:
        parts = [_part(batch, name) for batch in batches]
        target = _common(parts)
        chunks = [chunk for part in parts for chunk in _as(part, target).chunks]
        columns[name] = pa.chunked_array(chunks, target)
    return pa.table(columns)


def _part(batch: pa.Table, name: str) -> pa.ChunkedArray:
    if name in batch.column_names:
        return batch.column(name)
    return pa.chunked_array([pa.nulls(batch.num_rows)])


def _common(parts: Sequence[pa.ChunkedArray]) -> pa.DataType:
    kinds = {part.type for part in parts if not pa.types.is_null(part.type)}
    if len(kinds) == 1:
        return kinds.pop()
    whole = [part for part in parts if pa.types.is_int64(part.type)]
    exact = all((pc.max(part).as_py() or 0) < _WHOLE > -(pc.min(part).as_py() or 0) for part in whole)
    return pa.float64() if kinds == {pa.int64(), pa.float64()} and exact else pa.string()


def _as(part: pa.ChunkedArray, target: pa.DataType) -> pa.ChunkedArray:
    if part.type == target or pa.types.is_null(part.type):
        return part.cast(target)
    if pa.types.is_string(target):
        return pa.chunked_array([pa.array([cells.text(value) for value in part.to_pylist()], target)])
    return part.cast(target)

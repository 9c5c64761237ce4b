"""Reads JSON (a list of objects, or an object that holds one) and JSONL; nested objects become columns with dots."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Reject
from leitstand.sources.readers import columns, encoding, rows
from leitstand.sources.readers.delimited import LINE
from leitstand.sources.readers.formats import damaged, unusable
from leitstand.sources.readers.limits import Limits, check_columns, check_rejects
from leitstand.sources.readers.origin import Origin

_BATCH = 20_000
_DEEPEST = 64  # objects within objects that are looked into for the list
_GAP = re.compile(r"[\s,]*")
_BLANK = re.compile(r"\s*")
TOO_DEEP = Text(de="zu tief verschachtelt", en="nested too deeply")
NO_OBJECT = Text(de="kein JSON-Objekt", en="not a JSON object")
BROKEN_JSON = Text(de="ungültiges JSON", en="invalid JSON")
REPEATED_KEY = Text(de="ein Feld steht doppelt", en="a field stands twice")
NO_NUMBER = Text(de="NaN oder Infinity ist keine Zahl", en="NaN or Infinity is not a number")


class _Refused(ValueError):
    """A value that JSON allows to be read in several ways, or not at all."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Refused(REPEATED_KEY)
    return found


def _no_constant(_: str) -> object:
    raise _Refused(NO_NUMBER)


def _number(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _Refused(NO_NUMBER)
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_number)


def read(origin: Origin, limits: Limits, progress: Callable[[int], None]) -> list[RawTable]:
    """The tables of a JSON or JSONL file; types as JSON has them.

    In a list, the first object is row 1 (JSONL: the line); a broken object is a reject. An object with lists of
    objects gives one table per list, named by its field; if the only one lies deeper, it is the table.
    """
    seen = encoding.detect(origin, limits)
    with seen.open(origin) as stream:
        head = stream.read(1 << 16)
    if re.match(r"\s*\[", head):
        return [_from_list(origin, seen, limits, progress)]
    lines = [line for line in re.split(r"[\r\n]+", head) if line.strip()][:2]
    if lines and _is_object(lines[0]) and (len(lines) > 1 or not _nested(_DECODER.decode(lines[0].strip()))):
        with seen.open(origin) as stream:
            return [_from_lines(origin.name, stream, seen, limits, progress)]
    return _from_object(origin, seen, limits, progress)


def _is_object(line: str) -> bool:
    """A whole object on one line, with more lines to follow or not."""
    try:
        value = _DECODER.decode(line.strip())
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not _lists(value)


def _lists(value: Mapping[str, object]) -> dict[str, list[object]]:
    return {k: v for k, v in value.items() if isinstance(v, list) and v and all(isinstance(one, dict) for one in v)}


def _nested(value: Mapping[str, object]) -> dict[str, list[object]]:
    """The one list of objects nearest to the top, as in {"data": {"orders": [..]}}; empty without, or with several."""
    around: list[Mapping[str, object]] = [value]
    for _ in range(_DEEPEST):
        found = [one for each in around for one in _lists(each).items()]
        if found:
            return dict(found) if len(found) == 1 else {}
        around = [inner for each in around for inner in each.values() if isinstance(inner, dict)]
    return {}


def _from_object(
    origin: Origin, seen: encoding.Encoding, limits: Limits, progress: Callable[[int], None]
) -> list[RawTable]:
    text = _whole(origin, seen, limits)
    try:
        value = _DECODER.decode(text.strip())
    except (ValueError, RecursionError) as error:
        lines = text.split("\n")
        if any(_is_object(line) for line in lines[1:20]):
            stream = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", "surrogatepass")
            return [_from_lines(origin.name, stream, seen, limits, progress)]
        raise damaged(origin.name, _where(error)) from error
    if not isinstance(value, dict):
        raise unusable(origin.name, NO_OBJECT)
    found = _lists(value) or _nested(value)
    if not found:
        return [_table(origin.name, enumerate([value], start=1), seen, limits, progress)]
    if len(found) == 1:
        return [_table(origin.name, enumerate(next(iter(found.values())), start=1), seen, limits, progress)]
    return [
        _table(f"{origin.name}: {key}", enumerate(items, start=1), seen, limits, progress)
        for key, items in found.items()
    ]


def _where(error: Exception) -> Text:
    if isinstance(error, json.JSONDecodeError):
        line, column = error.lineno, error.colno
        return Text(de=f"ungültiges JSON in Zeile {line}, Spalte {column}", en=f"invalid JSON, line {line}:{column}")
    return _reason(error)


def _reason(error: Exception) -> Text:
    if isinstance(error, _Refused):
        return error.reason
    return TOO_DEEP if isinstance(error, RecursionError) else BROKEN_JSON


def _whole(origin: Origin, seen: encoding.Encoding, limits: Limits) -> str:
    origin.whole(limits).close()
    with seen.open(origin) as stream:
        return stream.read()


def _from_list(origin: Origin, seen: encoding.Encoding, limits: Limits, progress: Callable[[int], None]) -> RawTable:
    text = _whole(origin, seen, limits)
    return _table(origin.name, _items(text), seen, limits, progress)


def _items(text: str) -> Iterator[tuple[int, object]]:
    """The objects of a list one after the other; from a broken place on, the rest is one faulty item."""
    at = text.index("[") + 1
    number = 0
    while True:
        at = _GAP.match(text, at).end()  # type: ignore[union-attr]
        if text.startswith("]", at):
            rest = text[at + 1 :].strip()
            if rest:
                yield number + 1, _Fault(Text(de="Text nach dem Ende der Liste", en="text after the list"), rest)
            return
        number += 1
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield number, _Fault(_reason(error), text[at:])
            return
        yield number, value


@dataclass(frozen=True, slots=True)
class _Fault:
    reason: Text
    line: str


def _from_lines(
    name: str, stream: io.TextIOWrapper, seen: encoding.Encoding, limits: Limits, progress: Callable[[int], None]
) -> RawTable:
    return _table(name, _line_items(stream), seen, limits, progress)


def _line_items(stream: io.TextIOWrapper) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            yield number, _DECODER.decode(line.strip())
        except (ValueError, RecursionError) as error:
            yield number, _Fault(_reason(error), line)


@dataclass(slots=True)
class _Batch:
    values: list[dict[str, object]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def table(self, names: dict[str, None]) -> pa.Table:
        found = {name: columns.typed(row.get(name) for row in self.values) for name in names}
        return pa.table(found | {ROW: pa.array(self.numbers, pa.int64())})


def _table(
    name: str,
    items: Iterator[tuple[int, object]] | enumerate[object],
    seen: encoding.Encoding,
    limits: Limits,
    progress: Callable[[int], None],
) -> RawTable:
    names: dict[str, None] = {}
    tables: list[pa.Table] = []
    rejects: list[Reject] = []
    batch = _Batch()
    for number, item in items:
        try:
            row = _row(item, limits)
        except _Refused as refused:
            line = item.line if isinstance(item, _Fault) else json.dumps(item, ensure_ascii=False)
            rejects.append(Reject(number, refused.reason, cells={LINE: encoding.show(line[:10_000])}))
            check_rejects(name, len(rejects), rejects[0].reason, limits)
            continue
        names |= dict.fromkeys(row)
        check_columns(name, len(names), limits)
        batch.values.append(row)
        batch.numbers.append(number)
        if len(batch.values) == _BATCH:
            tables.append(batch.table(names))
            batch = _Batch()
            progress(number)
    if batch.values or not tables:
        tables.append(batch.table(names))
    table = columns.join(tables)
    progress(table.num_rows + len(rejects))
    if not names and not rejects:
        raise UnusableInput(
            Text(de=f"„{name}“ enthält keine Objekte.", en=f"'{name}' holds no objects."),
            Text(de="Erwartet wird eine Liste von Objekten.", en="A list of objects is expected."),
        )
    return RawTable(name, table, tuple(rejects), seen.notes)


def _row(item: object, limits: Limits) -> dict[str, object]:
    """Object → flat row. Raises _Refused."""
    if isinstance(item, _Fault):
        raise _Refused(item.reason)
    if not isinstance(item, dict):
        raise _Refused(NO_OBJECT)
    row: dict[str, object] = {}
    _flatten(item, "", 1, limits, row)
    for value in row.values():
        if isinstance(value, str):
            if len(value) > limits.cell:
                raise _Refused(rows.TOO_LONG)
            if "\0" in value:
                raise _Refused(rows.NUL)
            if not value.isascii() and re.search("[\ud800-\udfff]", value):
                raise _Refused(rows.BAD_BYTES)
    return row


def _flatten(item: Mapping[str, object], prefix: str, depth: int, limits: Limits, row: dict[str, object]) -> None:
    if depth > limits.depth:
        raise _Refused(TOO_DEEP)
    for key, value in item.items():
        if not key.isascii() and re.search("[\ud800-\udfff]", key):
            raise _Refused(rows.BAD_BYTES)
        name = f"{prefix}{key}"
        if name in row or name == ROW:
            raise _Refused(REPEATED_KEY)
        if isinstance(value, dict):
            _flatten(value, f"{name}.", depth + 1, limits, row)
        else:
            if isinstance(value, list):
                _check_depth(value, depth + 1, limits)
                value = json.dumps(value, ensure_ascii=False)
            row[name] = value


def _check_depth(value: object, depth: int, limits: Limits) -> None:
    if depth > limits.depth:
        raise _Refused(TOO_DEEP)
    if isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            _check_depth(inner, depth + 1, limits)

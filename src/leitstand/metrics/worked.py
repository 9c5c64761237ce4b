"""Runs the worked examples that metrics carry: a handful of rows in, the number found with pencil and paper out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from leitstand.foundation.period import parse_day, parse_grain
from leitstand.foundation.schema import table
from leitstand.foundation.schema.contract import day_column
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Example
from leitstand.store.database import engine, layout

CURRENCY = "EUR"


_filled: set[str] = set()


@cache
def _backend() -> Any:
    backend = engine.empty()
    backend.con.execute("INSERT OR REPLACE INTO _state VALUES ('currency', ?), ('zone', 'UTC')", [CURRENCY])
    return backend


def facts(rows: Mapping[str, Sequence[Mapping[str, Any]]], as_of: str | None = None) -> StoreFacts:
    """Facts over the given rows (table → rows; missing columns are null). One at a time: they share an engine."""
    backend = _backend()
    for name in _filled:
        backend.con.execute(f'DELETE FROM "{name}"')
    _filled.clear()
    for name, given in rows.items():
        _filled.add(name)
        _insert(backend.con, name, [_completed(name, number, row) for number, row in enumerate(given, start=1)])
    return StoreFacts(backend).known_on(parse_day(as_of)) if as_of else StoreFacts(backend)


def _completed(name: str, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its key, local days and amounts in the reporting currency."""
    one = table(name)
    filled: dict[str, Any] = {"row_key": number, "source_system": "example", "ingested_at": datetime(2200, 1, 1)}
    if len(one.key) == 1 and one.column(one.key[0]).type == "key":
        filled[one.key[0]] = number
    filled |= row
    for column in one.columns:
        value = filled.get(column.name)
        if column.type == "instant" and isinstance(value, str):
            filled[column.name] = datetime.fromisoformat(value)
            filled.setdefault(day_column(column.name), filled[column.name].date())
        elif column.type == "date" and isinstance(value, str):
            filled[column.name] = date.fromisoformat(value)
        elif column.type == "money" and not layout.in_vault(column) and value is not None:
            own = filled.get("currency", CURRENCY)
            filled.setdefault(f"{column.name}_base", value if own == CURRENCY else None)
    unknown = set(filled) - set(layout.columns(one))
    if unknown:
        raise ValueError(f"{name} has no column {', '.join(sorted(unknown))}")
    return filled


def _insert(connection: Any, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    import pandas as pd

    used = list(dict.fromkeys(column for row in rows for column in row))
    given = pd.DataFrame([[row.get(column) for column in used] for row in rows], columns=used, dtype="object")
    kinds = layout.columns(table(name))
    connection.register("given", given)
    body = ", ".join(f'"{column}"::{kinds[column]}' for column in used)
    names = ", ".join(f'"{column}"' for column in used)
    connection.execute(f'INSERT INTO "{name}" ({names}) SELECT {body} FROM given')
    connection.unregister("given")


def run(identity: str, example: Example, intervals: bool = True) -> list[Value]:
    """All values that the example's question gives."""
    given = facts(example.rows, example.as_of)
    start, end = parse_day(example.start), parse_day(example.end)
    return answer(
        given, identity, Ask(parse_grain(example.grain), example.by, start=start, end=end, intervals=intervals)
    )


def outcome(identity: str, example: Example, intervals: bool = True) -> float | None:
    """The value of the example's cell in its last period; None for "not enough data" or a cell that is not there."""
    values = run(identity, example, intervals)
    cell = dict(zip(example.by, example.cell, strict=True))
    found = [value for value in values if value.dims == cell]
    return found[-1].value if found else None

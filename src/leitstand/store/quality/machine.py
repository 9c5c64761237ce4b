"""Runs the checks of the drawer: one query per table counts the failing rows of all its checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.registry import things
from leitstand.foundation.schema import Table, tables
from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check, Place, Result

DRAWER = "leitstand.store.quality.checks"
SHOWN = 5  # failing rows that a result names


def checks() -> dict[str, Check]:
    """All checks by id."""
    return cast("dict[str, Check]", things(DRAWER, "CHECK"))


def find(check_id: str) -> Check:
    """One check. Raises UnknownId."""
    if check_id not in checks():
        raise UnknownId(Text(de="Die Prüfung", en="check"), check_id, checks())
    return checks()[check_id]


def run(connection: Any, as_of: Mapping[str, date]) -> list[Result]:
    """Results of all checks over the current rows of the tables named, in the order of tables and ids.

    as_of: table → last day that its data cover. connection: DuckDB with the canonical tables.
    """
    found = []
    for name in sorted(as_of):
        mine = sorted(key for key, one in checks().items() if one.table == name)
        if any(checks()[key].across for key in mine) and not _several_systems(connection, name):
            mine = [key for key in mine if not checks()[key].across]
        found += _run_table(connection, name, mine, as_of[name]) if mine else []
    return found


def failing_days(connection: Any, check_id: str, as_of: date) -> list[tuple[date, int]]:
    """Days on which the failing rows happened, with their number; rows that have no day are left out."""
    one = find(check_id)
    day = _day(tables()[one.table])
    if day is None:
        return []
    query = f"""{_current()} SELECT day, count(*) FROM (
        SELECT {day} AS day, ({one.where}) AND ({one.fails}) AS failed FROM "{one.table}" t)
        WHERE failed AND day IS NOT NULL GROUP BY day ORDER BY day"""
    return [(found, int(count)) for found, count in _execute(connection, query, as_of).fetchall()]


def _several_systems(connection: Any, name: str) -> bool:
    query = f'SELECT min(source_system) < max(source_system) FROM "{name}" WHERE valid_to IS NULL'
    return bool(connection.execute(query).fetchone()[0])


def _day(one: Table) -> str | None:
    """The SQL of the day of a row `t`, or of its parent row where only that knows."""
    if one.event_time is None:
        return None
    parent, _, event = one.event_time.rpartition(".")
    if not parent:
        return f't."{one.day_of(event)}"'
    link = next(column for column, target in one.references().items() if target == parent)
    holder = tables()[parent]
    return f'(SELECT any_value(p."{holder.day_of(event)}") FROM "{parent}" p WHERE p."{holder.key[0]}" = t."{link}")'


def _run_table(connection: Any, name: str, ids: Iterable[str], as_of: date) -> list[Result]:
    ids = list(ids)
    flags = ", ".join(
        f"({checks()[key].where}) AS checked_{place}, ({checks()[key].fails}) AS failed_{place}"
        for place, key in enumerate(ids)
    )
    counts = ", ".join(
        f"count(*) FILTER (checked_{place}), count(*) FILTER (checked_{place} AND failed_{place}), "
        f"min({{'load': load_id, 'row': row_number}}, {SHOWN}) FILTER (checked_{place} AND failed_{place})"
        for place in range(len(ids))
    )
    query = f'{_current()} SELECT {counts} FROM (SELECT load_id, row_number, {flags} FROM "{name}" t)'
    row = _execute(connection, query, as_of).fetchone()
    return [
        Result(key, row[3 * place], row[3 * place + 1], tuple(map(_place, row[3 * place + 2] or ())))
        for place, key in enumerate(ids)
    ]


def _place(found: Mapping[str, Any]) -> Place:
    return Place(found["load"] or "", found["row"] or 0)


def _current() -> str:
    """Under its own name every table holds only its current rows."""
    parts = (f'"{name}" AS NOT MATERIALIZED (SELECT * FROM main."{name}" WHERE valid_to IS NULL)' for name in tables())
    return f"WITH {', '.join(parts)}"


def _execute(connection: Any, query: str, as_of: date) -> Any:
    return connection.execute(query.replace("$as_of", f"DATE '{as_of.isoformat()}'"))

"""Writes the SQL of a question once per process: for another company, or another day, only values are put into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from leitstand.foundation.schema import tables
from leitstand.foundation.segment import Segment
from leitstand.metrics.registry import relations
from leitstand.store.database import engine

BOOKKEEPING = ("valid_from", "valid_to", "load_id", "row_number", "source_id")

ASKED = ("first", "last")
"""The days between which rows are asked for; every question brings its own."""

DAYS = {
    name: date(3000 + 10 * number, 7, 1)
    for number, name in enumerate(("as_of", "captured_until", *ASKED, *(f"until {one}" for one in sorted(tables()))))
}
"""Day that a definition may read → the day that stands for it in a pattern; one can count some days from it."""

WORDS = {name: f"§{name}§" for name in ("currency", "zone", "teams")}
"""The same for words."""

_GIVEN = re.compile(r"'§given (\d+)§'")
"""Stands for the values that a condition names (see `marked`)."""

_DAY = re.compile(r"MAKE_DATE\((3\d{3}), (\d+), (\d+)\)")
_OF_DECADE = {day.year: name for name, day in DAYS.items()}


class Depends(Exception):
    """What is to be written depends on rows of a company. name: the relation, if it is another's."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.name = name


class _Nowhere:
    """The engine of no company: whoever wants to look into rows depends on them."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Depends


@dataclass(frozen=True)
class Pattern:
    """SQL with marks. tables: those it reads, with their shapes.

    groups: whether it groups or ranks rows. said: what was found out while it was written.
    """

    sql: str
    tables: Mapping[str, Any]
    shape: Any
    groups: bool
    said: Any


@dataclass
class Blank:
    """Facts of no company: what a definition builds with them is a pattern."""

    as_of: date = DAYS["as_of"]
    captured_until: date = DAYS["captured_until"]
    currency: str = WORDS["currency"]
    zone: str = WORDS["zone"]
    large_teams: tuple[str, ...] = (WORDS["teams"],)
    scope: Segment = Segment()
    backend: Any = field(default_factory=_Nowhere)
    read: dict[str, Any] = field(default_factory=dict)

    def until(self, name: str) -> date:
        return DAYS[f"until {name}"]

    def table(self, name: str) -> Any:
        if name not in self.read:
            self.read[name] = _named(f"§{name}§", self._shape(name), self.backend)
        return self.read[name]

    def given(self, name: str, table: Any) -> Any:
        """A table that comes with the question."""
        import ibis

        return _named(name, ibis.Schema.from_pyarrow(table.schema), self.backend)

    def _shape(self, name: str) -> Any:
        if name not in relations():
            return columns(name)
        pattern = relation(name)
        if pattern is not None:
            return pattern.shape
        if name not in _seen:
            raise Depends(name)
        return _seen[name]


_seen: dict[str, Any] = {}
"""Shapes of relations whose SQL depends on a company."""

MOST = 2000  # patterns: a segment that a user makes up has its own

_written: dict[Any, Pattern] = {}


def marked(segment: Segment) -> tuple[Segment, list[list[str]]]:
    """The segment with a mark instead of the values of each condition, and the values: one pattern serves them all."""
    values = [[value for value in one.values if value is not None] for one in segment.conditions]
    conditions = (
        replace(one, values=(*[f"§given {place}§"][: len(named)], *[None][: None in one.values]))
        for place, (one, named) in enumerate(zip(segment.conditions, values, strict=True))
    )
    return Segment(tuple(conditions)), values


def sql(facts: Any, key: Any, build: Callable[[Any], tuple[Any, Any]], days: Mapping[str, date],
        words: Sequence[Sequence[str]] = ()) -> tuple[str, Any] | None:  # fmt: skip
    """The SQL of what is built, and what `build` says beside it; None where it cannot be had from a pattern.

    key: all that the pattern depends on besides the definitions. build: facts → (Ibis table, anything). days: of ASKED.
    words: the values that `marked` answers.
    """
    while key not in _written:
        try:
            if len(_written) >= MOST:
                _written.clear()
            _written[key] = _write(build)
        except Depends as error:
            if not error.name or error.name in _seen:
                return None
            _seen[error.name] = facts.table(error.name).schema()
    pattern = _written[key]
    query = filled(pattern, facts, days, words)
    return None if query is None else (query, pattern.said)


@cache
def relation(name: str) -> Pattern | None:
    """The pattern of a relation; None where its SQL depends on a company."""
    try:
        return _write(lambda blank: (relations()[name].build(blank), None))
    except Depends:
        return None


@cache
def undated(name: str) -> bool:
    """Whether a table or relation is the same on whatever day it is looked at."""
    if name not in relations():
        return True
    pattern = relation(name)
    return pattern is not None and not _DAY.search(pattern.sql) and all(map(undated, pattern.tables))


def _write(build: Callable[[Any], tuple[Any, Any]]) -> Pattern:
    import ibis.expr.operations as ops

    blank = Blank()
    rows, said = build(blank)
    if rows.op().find(ops.InMemoryTable):
        raise Depends
    groups = bool(rows.op().find((ops.Aggregate, ops.WindowFunction, ops.Unnest)))
    return Pattern(
        _empty().compile(rows),
        {name: table.schema() for name, table in blank.read.items()},
        rows.schema(),
        groups,
        said,
    )


def filled(pattern: Pattern, facts: Any, days: Mapping[str, date] | None = None,
           words: Sequence[Sequence[str]] = ()) -> str | None:  # fmt: skip
    """The pattern's SQL for one company; None where a table is not what the pattern was written for."""
    import ibis.expr.operations as ops

    query = pattern.sql
    for name, shape in pattern.tables.items():
        table = facts.table(name).op()
        if not isinstance(table, ops.DatabaseTable) or not (table.schema is shape or table.schema == shape):
            return None
        query = query.replace(f'"§{name}§"', f'"{table.name}"')
    query = _DAY.sub(lambda found: _day(facts, days or {}, *map(int, found.groups())), query)
    for name, mark in WORDS.items():
        if mark in query:
            query = query.replace(f"'{mark}'", _words(facts, name))
    # last and at once, so that nothing is looked for in what a user typed
    return _GIVEN.sub(lambda found: _listed(words[int(found.group(1))]), query)


def _day(facts: Any, days: Mapping[str, date], year: int, month: int, day: int) -> str:
    name = _OF_DECADE.get(year // 10 * 10)
    if name is None:
        return f"MAKE_DATE({year}, {month}, {day})"
    base = days[name] if name in ASKED else facts.until(name[6:]) if name.startswith("until ") else getattr(facts, name)
    shift = date(year, month, day) - DAYS[name]
    found = base + shift if shift else base
    return f"MAKE_DATE({found.year}, {found.month}, {found.day})"


def _words(facts: Any, name: str) -> str:
    return _listed(facts.large_teams if name == "teams" else [getattr(facts, name)])


def _listed(words: Sequence[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words) or "NULL"


@cache
def columns(name: str) -> Any:
    """The schema of a canonical table, without the store's own bookkeeping."""
    import ibis

    schema = _empty().table(name).schema()
    return ibis.schema({column: kind for column, kind in schema.items() if column not in BOOKKEEPING})


@cache
def _empty() -> Any:
    return engine.empty()


def _named(name: str, shape: Any, source: Any) -> Any:
    import ibis.expr.operations as ops

    return ops.DatabaseTable(name, schema=shape, source=source).to_expr()

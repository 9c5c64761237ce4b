"""What the definitions read: current rows of one published version, how far they reach, and the relations over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from leitstand.foundation.schema import table as schema_table
from leitstand.foundation.schema import tables
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute import echoes as repeated
from leitstand.metrics.compute import linked, patterns
from leitstand.metrics.registry import relations
from leitstand.store.contract import OWN

OTHER = "(other)"
"""The cell that small groups are folded into."""

FEW_ROWS = 500_000

SMALLEST_TEAM = 5  # employees per shown cell (metrics.md A.0 rule 4)


@dataclass(eq=False)
class StoreFacts:
    """Facts of one Ibis connection: an unchanging version, so whatever was found is kept.

    as_of: last day looked at; later rows do not count. Default: the last day any source reaches. A metric is asked at
    the last day that its own sources reach (`at`): a source that ends earlier says nothing about the days after.
    label: what its relations are named after, where they differ from those of the same day.
    count_repeated: tables in which all rows count, whatever system repeats them (see `echoes`).
    all_teams: small teams may be shown too, because a works agreement says so.
    scope: whoever asks may only see these rows: every number and row is limited to them (see `scope`). What a row is
    worked out from (a customer's first order) stays what it is.
    """

    backend: Any
    given_as_of: date | None = None
    fiscal_start: int = 1
    captured_until: date = date.max
    ranges: dict[str, Any] = field(default_factory=dict)
    filled: dict[Any, Any] = field(default_factory=dict)
    doubted: dict[Any, Any] = field(default_factory=dict)
    held: dict[Any, list[Any]] = field(default_factory=dict)
    evaluator: Any = None
    keeps: bool = False
    label: str = ""
    count_repeated: frozenset[str] = frozenset()
    scope: Segment = Segment()
    all_teams: bool = False
    _tables: dict[str, Any] = field(default_factory=dict)
    _kept: list[str] = field(default_factory=list)
    _views: dict[tuple[date, date], StoreFacts] = field(default_factory=dict)
    _undated: dict[str, Any] = field(default_factory=dict)
    """Tables and relations that are the same on whatever day they are looked at."""

    @cached_property
    def as_of(self) -> date:
        return self.given_as_of or max((last for _, last in self.reach.values()), default=date.today())

    def at(self, day: date) -> StoreFacts:
        """The same version looked at as of a day."""
        return self if day == self.as_of else self._looked_at(day, self.captured_until)

    def known_on(self, day: date) -> StoreFacts:
        """The version as somebody could have seen it on a day: nothing that was only read off later (counters)."""
        return self._looked_at(day, day)

    def _looked_at(self, day: date, captured_until: date) -> StoreFacts:
        if (day, captured_until) not in self._views:
            other = self._like(day, captured_until, self.keeps)
            other._views, other._undated = self._views, self._undated
            self._views[(day, captured_until)] = other
        return self._views[(day, captured_until)]

    def _like(self, as_of: date | None, captured_until: date, keeps: bool) -> StoreFacts:
        other = StoreFacts(
            self.backend, as_of, self.fiscal_start, captured_until, keeps=keeps, count_repeated=self.count_repeated,
            scope=self.scope, all_teams=self.all_teams,
        )  # fmt: skip
        for name in ("state", "told", "reach", "systems", "echoes", "links", "large_teams", "few_rows"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    @contextmanager
    def kept(self) -> Iterator[StoreFacts]:
        """The same facts for many questions: relations that group or rank rows are computed once and kept meanwhile."""
        if self.keeps:  # who asked first lets them go again
            yield self
            return
        _ = self.reach  # both need it: looked up once
        own = self._like(self.given_as_of, self.captured_until, keeps=True)
        try:
            yield own
        finally:
            for view in (own, *own._views.values()):
                for name in view._kept:
                    self.backend.con.execute(f'DROP TABLE IF EXISTS temp."{name}"')

    @cached_property
    def state(self) -> dict[str, str]:
        """Settings the rows were made with (currency, zone) and which version this is."""
        found = self.backend.con.execute("SELECT key, value FROM _state").fetchall()
        return dict(found)

    @property
    def currency(self) -> str:
        """The reporting currency."""
        return self.state.get("currency", "EUR")

    @property
    def zone(self) -> str:
        """The time zone of local days."""
        return self.state.get("zone", "UTC")

    @cached_property
    def told(self) -> list[tuple[str, str, date, date]]:
        """Source system, table, first and last day of its own rows; days after the row was loaded do not count."""
        parts = []
        for one in tables().values():
            if one.name not in self.systems or one.event_time is None or "." in one.event_time:
                continue
            for column in (one.event_time, *one.later):
                day = one.day_of(column)
                parts.append(
                    f"""SELECT source_system, '{one.name}' AS name, min("{day}") AS first, max("{day}") AS last
                    FROM "{one.name}" WHERE valid_to IS NULL AND "{day}" <= ingested_at::DATE
                    AND source_system <> '{OWN}' GROUP BY 1"""
                )
        if not parts:
            return []
        query = f"SELECT source_system, name, min(first), max(last) FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"
        found: list[tuple[str, str, date, date]] = self.backend.con.execute(query).fetchall()
        return found

    @cached_property
    def reach(self) -> dict[tuple[str, str], tuple[date, date]]:
        """(source system, table) → first and last day it is known to cover.

        Tables of one connector come out of one system at once, so they all reach as far as the furthest. Files that
        were mapped one by one only speak for their own table.
        """
        if not self.told:
            return {}
        single = "SELECT DISTINCT source_system FROM _loads WHERE connector = 'generic'"
        mapped = {system for (system,) in self.backend.con.execute(single).fetchall()}
        spans: dict[tuple[str, str], tuple[date, date]] = {}
        for system, name, first, last in self.told:
            for covered in [name] if system in mapped else tables():
                before = spans.get((system, covered), (first, last))
                spans[(system, covered)] = min(before[0], first), max(before[1], last)
        return spans

    @cached_property
    def few_rows(self) -> bool:
        """Whether the rows are so few that a query takes longer to plan than to run."""
        query = "SELECT sum(estimated_size) FROM duckdb_tables() WHERE NOT temporary"
        return int(self.backend.con.execute(query).fetchone()[0] or 0) < FEW_ROWS

    @cached_property
    def systems(self) -> dict[str, list[str]]:
        """Table → source systems that have rows in it."""
        sizes = self.backend.con.execute("SELECT table_name FROM duckdb_tables() WHERE estimated_size > 0").fetchall()
        parts = [
            f"SELECT '{name}' AS name, source_system FROM \"{name}\" WHERE valid_to IS NULL"
            for (name,) in sizes
            if name in tables()
        ]
        if not parts:
            return {}
        found = self.backend.con.execute(f"SELECT DISTINCT name, source_system FROM ({' UNION ALL '.join(parts)})")
        systems: dict[str, list[str]] = {}
        for name, system in found.fetchall():
            systems.setdefault(name, []).append(system)
        return systems

    @cached_property
    def echoes(self) -> dict[str, repeated.Echo]:
        """Table → what is left out of it, because another system tells of the same events itself."""
        repeating = repeated.repeating(self.backend.con)
        repeating = {name: repeats for name, repeats in repeating.items() if name not in self.count_repeated}
        return repeated.found(self.backend.con, repeating, self.systems, self.reach) if repeating else {}

    @cached_property
    def links(self) -> frozenset[str]:
        """What has links (see `linked.entities`)."""
        return linked.entities(self.backend.con)

    @cached_property
    def large_teams(self) -> list[str]:
        """Teams that may be shown: at least five people, or together with the folded ones no lone small rest; all of
        them where a works agreement says so."""
        found = self.backend.con.execute(
            """SELECT team, count(DISTINCT employee_id) FROM employee WHERE valid_to IS NULL AND team IS NOT NULL
            GROUP BY team ORDER BY 2, 1"""
        ).fetchall()
        if self.all_teams:
            return [team for team, _ in found]
        small = sum(size for _, size in found if size < SMALLEST_TEAM)
        large = [(team, size) for team, size in found if size >= SMALLEST_TEAM]
        while large and 0 < small < SMALLEST_TEAM:  # else the rest could be had by subtraction
            small += large.pop(0)[1]
        return [team for team, _ in large]

    def coverage(self, names: set[str]) -> tuple[date, date] | None:
        """First and last day on which all the given tables (see `canonical`) are covered; None if one has no rows.

        Tables that only the product itself fills (checks, forecasts) set no limit: they go as far as the data do.
        """
        first, last = None, None
        for name in names:
            fed = [table for table in self.alternatives(name) if table in self.systems]
            if not fed:
                return None
            spans = [
                self.reach[(system, _clock(table))]
                for table in fed
                for system in self.systems[table]
                if (system, _clock(table)) in self.reach
            ]
            if spans:
                start, end = min(span[0] for span in spans), max(span[1] for span in spans)
                first = start if first is None else max(first, start)
                last = end if last is None else min(last, end)
        if first is None or last is None:
            if not names or not self.reach:
                return None
            first, last = min(start for start, _ in self.reach.values()), self.as_of
        return first, min(last, self.as_of)

    def undated(self, names: Iterable[str]) -> bool:
        """Whether the tables all have rows, and none of them a day that puts it into a period."""
        fed = [[table for table in self.alternatives(name) if table in self.systems] for name in names]
        dated = {name for _, name, _, _ in self.told}
        return all(fed) and not any(_clock(table) in dated for found in fed for table in found)

    def began(self, names: Iterable[str]) -> date | None:
        """First day on which the given tables or relations, as far as they have rows, are covered."""
        behind = {source for name in names for source in self.canonical(name)}
        span = self.coverage({one for one in behind if set(self.alternatives(one)) & set(self.systems)})
        return span[0] if span else None

    def until(self, name: str) -> date:
        """The last day on which a canonical table is covered; sources that reach further say nothing about it."""
        span = self.coverage({name})
        return span[1] if span else self.as_of

    def table(self, name: str) -> Any:
        """Current rows of a canonical table, or a relation."""
        if name not in self._tables:
            same = not self.label and (name not in relations() or patterns.undated(name))
            found = self._undated.get(name) if same else None
            if found is None:
                found = self._relation(name) if name in relations() else self._current(name)
            self._tables[name] = found
            if same:
                self._undated[name] = found
        return self._tables[name]

    def _current(self, name: str) -> Any:
        """The rows of a canonical table that are current and told first-hand, without the store's own bookkeeping."""
        columns = patterns.columns(name)
        names = ", ".join(f'"{column}"' for column in columns)
        where = linked.CURRENT
        if name in self.echoes:
            where += f" AND NOT {self.echoes[name].repeats}"
        query = f'SELECT {names} FROM "{name}" t WHERE {where}'
        if "link" in self.systems:
            query = linked.current(self.backend.con, name, list(columns), where, self.links)
        return self._view(f"{name} current", query, columns, kept=self.keeps and self.few_rows)

    def _relation(self, name: str) -> Any:
        import ibis.expr.operations as ops

        named = f"{name} as of {self.as_of} read until {self.captured_until}{self.label}"
        pattern = patterns.relation(name)
        query = pattern and patterns.filled(pattern, self)
        if pattern and query:
            return self._view(named, query, pattern.shape, kept=self.keeps and pattern.groups)
        rows = relations()[name].build(self)
        in_memory = bool(rows.op().find(ops.InMemoryTable))
        if self.keeps and (in_memory or rows.op().find((ops.Aggregate, ops.WindowFunction, ops.Unnest))):
            self._kept.append(f"{named} kept")
            return self.backend.create_table(self._kept[-1], rows, temp=True, overwrite=True)
        if in_memory:  # lives only as long as its expression, so no view can refer to it
            return rows
        return self._view(named, self.backend.compile(rows), rows.schema())

    def _view(self, name: str, query: str, shape: Any, kept: bool = False) -> Any:
        """A view of the connection: a table is put into SQL once, not again with every question that reads it.

        kept: a table instead, which is computed once and lasts as long as these facts are asked.
        """
        if kept:
            name = f"{name} kept"
            self._kept.append(name)
        elif self.keeps:  # reads what is kept, so it must not stand in for the view that others go on reading
            name = f"{name} meanwhile"
        self.backend.con.execute(f'CREATE OR REPLACE TEMP {"TABLE" if kept else "VIEW"} "{name}" AS {query}')
        return self.named(name, shape)

    def named(self, name: str, shape: Any) -> Any:
        """A table or view of the connection."""
        import ibis.expr.operations as ops

        return ops.DatabaseTable(name, schema=shape, source=self.backend).to_expr()

    def given(self, name: str, table: Any) -> Any:
        """A table that comes with the question."""
        import ibis

        return ibis.memtable(table)

    def has(self, name: str, condition: str, *values: Any) -> bool:
        """Whether any row of a table or relation fulfils an SQL condition with `?` for the values."""
        import ibis.expr.operations as ops

        rows = self.table(name)
        if isinstance(rows.op(), ops.DatabaseTable):
            source = f'"{rows.op().name}"'
        else:
            rows.limit(0).to_pyarrow()  # makes tables that live in memory known to the engine
            source = f"({self.backend.compile(rows)})"
        query = f"SELECT EXISTS (FROM {source} WHERE {condition})"
        return bool(self.backend.con.execute(query, list(values)).fetchone()[0])

    def canonical(self, name: str) -> set[str]:
        """The canonical tables behind a table or relation; a relation fed by one table or another stands for itself."""
        if name not in relations():
            schema_table(name)
            return {name}
        if relations()[name].either:
            return {name}
        return {source for one in relations()[name].sources for source in self.canonical(one)}

    def alternatives(self, name: str) -> tuple[str, ...]:
        """The canonical tables of which one is enough: the table itself, or those that feed such a relation."""
        return relations()[name].either if name in relations() else (name,)


def _clock(name: str) -> str:
    """The table whose events say how far a table reaches: its own, or its parent's."""
    parent = (schema_table(name).event_time or "").rpartition(".")[0]
    return parent or name

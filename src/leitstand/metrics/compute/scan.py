"""Evaluates measures: those that share a table and a time column in one query, per period and cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute import patterns, scope, splits, totals
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.joins import path, widen
from leitstand.metrics.compute.question import Amount, Amounts, Cell, Question
from leitstand.metrics.contract import Latest, Measure, Open, Ranges
from leitstand.metrics.registry import dimension, measures

PRECISION = {"day": 0, "week": 0, "month": 1, "quarter": 2, "year": 3, "fiscal_year": 3, "ttm": 1, "total": 3}
"""How coarse an event time may be to count in a grain: a cost booked "in March" has no day."""


def evaluate(facts: StoreFacts, ids: Iterable[str], question: Question) -> Amounts:
    """All measures for the question. One query per table, time column and kind of joins."""
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for identity in dict.fromkeys(ids):
        one = measures()[identity]
        groups[(one.table, one.time)].append(identity)
    found: Amounts = {}
    for members in groups.values():
        found.update(_evaluate_group(facts, members, question))
    return found


def _evaluate_group(facts: StoreFacts, ids: Sequence[str], question: Question) -> Amounts:
    keys = ["__period", *cell_columns(question)]

    def build(own: Any, rows: Any) -> Any:
        aggregates: dict[str, Any] = {}
        for identity in ids:
            one = measures()[identity]
            aggregates[f"{identity}.n"] = counted(rows, one).sum()
            aggregates[f"{identity}.value"] = aggregated(rows, one)
            foreign = unconverted(rows, one, own.currency)
            if foreign is not None:
                aggregates[f"{identity}.unconverted"] = foreign
        return rows.group_by(keys).aggregate(**aggregates)

    amounts: Amounts = {identity: {} for identity in ids}
    for row in read(facts, ids, question, "amounts", build):
        cell = (row["__period"], tuple(row[name] for name in keys[1:]))
        for identity in ids:
            if row[f"{identity}.n"]:
                value = row[f"{identity}.value"]
                amounts[identity][cell] = Amount(
                    None if value is None else float(value),
                    int(row[f"{identity}.n"]),
                    int(row.get(f"{identity}.unconverted") or 0),
                )
    return amounts


def read(facts: StoreFacts, ids: Sequence[str], question: Question, what: Any, build: Callable[[Any, Any], Any],
         extra: Iterable[str] = ()) -> list[dict[str, Any]]:  # fmt: skip
    """The rows of the answer that is built. build: facts, rows as from `placed` → Ibis table. what: its name."""
    with written(facts, ids, question, what, lambda own, rows: (build(own, rows), None), extra) as (query, _):
        found: list[dict[str, Any]] = facts.backend.con.execute(query).to_arrow_table().to_pylist()
    return found


@contextmanager
def written(facts: StoreFacts, ids: Sequence[str], question: Question, what: Any,
            build: Callable[[Any, Any], tuple[Any, Any]], extra: Iterable[str] = (),
            short: bool = False) -> Iterator[tuple[str, Any]]:  # fmt: skip
    """The SQL of what is built (see `read`), and what `build` says beside it; it can be run inside.

    short: from the rows as `begun` has them instead of `placed`.
    """
    question = scope.limited(facts, measures()[ids[0]].table, question)
    given, extra = asked(facts, measures()[ids[0]], question, short), tuple(sorted(extra))
    segment, words = patterns.marked(question.segment)
    spans = question.periods[:1] and (Period(patterns.DAYS["first"], patterns.DAYS["last"], question.periods[0].grain),)
    folds = frozenset([(0, ("",) * len(question.by))][: len(question.folded)])
    plain = replace(question, periods=spans, segment=segment, folded=folds)
    blank = Asked(given.table.slice(0, 0), patterns.DAYS["first"], patterns.DAYS["last"])

    def pattern(own: Any) -> tuple[Any, Any]:
        return build(own, _rows(own, ids, plain, extra, blank, short))

    days = {"first": given.first, "last": given.last}
    found = patterns.sql(facts, (what, tuple(ids), plain, extra, short), pattern, days, words)
    if found is None:
        table, said = build(facts, _rows(facts, ids, question, extra, given, short))
        table.limit(0).to_pyarrow()  # makes tables that live in memory known to the engine
        yield facts.backend.compile(table), said
        return
    tables = {ASKED: given.table} | ({FOLDED: _folds(question)} if question.folded else {})
    for name, table in tables.items():
        facts.backend.con.register(name, table)
    try:
        yield found
    finally:
        for name in tables:
            facts.backend.con.unregister(name)


def unconverted(rows: Any, one: Measure, currency: str) -> Any:
    """How many rows that count have an amount in a foreign currency without a rate; None where that cannot be."""
    if one.unit != "currency" or one.value is None or "currency" not in rows.columns:
        return None
    return (one.value(rows).isnull() & (rows.currency != currency)).ifelse(counted(rows, one), 0).sum()


def counted(rows: Any, one: Measure) -> Any:
    """1 for rows that count, else 0 (a column, so that it can be summed)."""
    if one.where is None:
        return rows["__period"].notnull().ifelse(1, 0)
    return one.where(rows).fill_null(False).ifelse(1, 0)


def aggregated(rows: Any, one: Measure) -> Any:
    """The measure's aggregate over the rows that count."""
    where = None if one.where is None else one.where(rows).fill_null(False)
    if one.aggregate == "count":
        return counted(rows, one).sum()
    value = one.value(rows)  # type: ignore[misc]
    if one.aggregate == "distinct":
        return value.nunique(where=where)
    return value.sum(where=where) if one.aggregate == "sum" else value.mean(where=where)


def placed(facts: StoreFacts, ids: Sequence[str], question: Question, extra: Iterable[str] = ()) -> Any:
    """The rows behind measures of one table and time, with `__period` (index) and the cell's columns.

    extra: further `"parent.column"` columns wanted. Rows outside the segment or all periods are left out.
    """
    question = scope.limited(facts, measures()[ids[0]].table, question)
    return _rows(facts, ids, question, extra, asked(facts, measures()[ids[0]], question))


def _rows(facts: Any, ids: Sequence[str], question: Question, extra: Iterable[str], given: Asked,
          short: bool = False) -> Any:  # fmt: skip
    one = measures()[ids[0]]
    rows = _split_rows(facts, ids, question, extra)
    rows = begun(facts, rows, one, given) if short else _in_periods(facts, rows, one, question, given)
    return fold(facts, rows, question) if question.folded else rows


def _split_rows(facts: StoreFacts, ids: Sequence[str], question: Question, extra: Iterable[str]) -> Any:
    """The rows of the segment with the cell's columns."""
    first = measures()[ids[0]]
    wanted = set(extra)
    for identity in ids:
        one = measures()[identity]
        wanted |= set(_columns_of(one))
    dimensions = {name: dimension(name) for name in (*question.by, *(c.dimension for c in question.segment.conditions))}
    for one_dimension in dimensions.values():
        wanted |= set(splits.reachable(first.table, one_dimension))
    rows = widen(facts, first.table, {column for column in wanted if "." in column})
    conditions = question.segment.conditions
    if conditions:
        rows = rows.filter([splits.holds(facts, rows, first.table, dimensions[c.dimension], c) for c in conditions])
    # without a split too: a finished projection, so that the next join does not become part of an open one
    return rows.mutate(
        **{f"__{name}": splits.valued(facts, rows, first.table, dimensions[name]) for name in question.by}
    )


@dataclass(frozen=True)
class Asked:
    """What puts rows into periods: a table to join with, and the days between which rows matter."""

    table: Any
    first: date = date.min
    last: date = date.max


ASKED, FOLDED = "asked periods", "folded cells"
"""What the tables are called that come with a question."""


def asked(facts: StoreFacts, one: Measure, question: Question, short: bool = False) -> Asked:
    """For a table and time (that of a measure), and the periods of a question. short: see `begun`."""
    import pyarrow as pa

    spans, when = question.periods, one.time
    if isinstance(when, str):
        return _days(spans)
    if isinstance(when, Ranges):
        return Asked(totals.lookup(totals.plans(facts, one.table, when, question)))
    ends = marks(facts, when, spans)
    if not short:
        return Asked(pa.table({"__mark": pa.array(ends, pa.date32()), **_bounds(spans, range(len(ends)))}))
    earliest = min(ends) - timedelta(days=1)  # whatever is older is open in the first of the periods too
    dates = [earliest + timedelta(days=i) for i in range((max(ends) - earliest).days)]
    order = sorted(range(len(ends)), key=lambda index: ends[index])
    first = [next(index for index in order if day < ends[index]) for day in dates]
    return Asked(pa.table({"__day": pa.array(dates, pa.date32()), "__period": pa.array(first, pa.int64())}), earliest)


@lru_cache(maxsize=20)
def _days(spans: tuple[Period, ...]) -> Asked:
    """Every day of the periods."""
    import pyarrow as pa

    days = [(p.start + timedelta(days=i), index) for index, p in enumerate(spans) for i in range(p.days)]
    table = pa.table({"__day": pa.array([day for day, _ in days], pa.date32()),
                      **_bounds(spans, [index for _, index in days])})  # fmt: skip
    return Asked(table, min(p.start for p in spans), max(p.end for p in spans)) if spans else Asked(table)


def begun(facts: Any, rows: Any, one: Measure, given: Asked) -> Any:
    """The rows of a stock of which nothing ever ends, each only in the first period that it is open in.

    Whatever adds up can be summed over the periods then, in the order of their marks (see `marks`).
    """
    import ibis

    assert isinstance(one.time, Open)
    lookup = facts.given(ASKED, given.table)
    return rows.join(lookup, ibis.greatest(rows[one.time.since], ibis.literal(given.first)) == lookup["__day"])


def marks(facts: StoreFacts, when: Open | Latest, spans: Sequence[Period]) -> list[date]:
    """The day before which a stock is looked at, for every period."""
    if when.at == "start":
        return [period.start for period in spans]
    return [min(period.end, facts.as_of + timedelta(days=1)) for period in spans]


def _columns_of(one: Measure) -> list[str]:
    return [*one.joins, *([one.time] if isinstance(one.time, str) else [])]


def _in_periods(facts: Any, rows: Any, one: Measure, question: Question, given: Asked) -> Any:
    import ibis

    lookup = facts.given(ASKED, given.table)
    if isinstance(one.time, str):
        if question.undated:
            rows = rows.mutate(**{one.time: ibis.literal(question.periods[0].start)})
        limit = PRECISION[question.periods[0].grain] if question.periods else 3
        if "period_precision" in rows.columns:
            coarse = [name for name, rank in (("month", 1), ("quarter", 2), ("year", 3)) if rank > limit]
            if coarse:
                rows = rows.filter(rows.period_precision.isnull() | ~rows.period_precision.isin(coarse))
        rows = rows.filter(rows[one.time] <= facts.as_of)
        if question.periods:  # said beside the join with the days, so that the engine need not read the rest
            rows = rows.filter(rows[one.time] >= given.first, rows[one.time] < given.last)
        return rows.join(lookup, rows[one.time] == lookup["__day"])
    if isinstance(one.time, Ranges):
        return _in_ranges(rows, one.time, lookup)
    if isinstance(one.time, Open):
        begun = rows[one.time.since] < lookup["__mark"]
        if one.time.until is None:
            return rows.join(lookup, begun)
        until = rows[one.time.until]
        return rows.join(lookup, [begun, until.isnull() | (until >= lookup["__mark"])])
    return _latest(rows.join(lookup, [rows[one.time.day] < lookup["__mark"]]), one.time)


def _bounds(spans: Sequence[Period], indices: Iterable[int]) -> dict[str, Any]:
    """Index, start and end of periods as columns; conditions of measures may read start and end."""
    import pyarrow as pa

    order = list(indices)
    return {
        "__period": pa.array(order, pa.int64()),
        "__start": pa.array([spans[index].start for index in order], pa.date32()),
        "__end": pa.array([spans[index].end for index in order], pa.date32()),
    }


def without_rate(rows: int) -> Text:
    """The reason why amounts are not added up: never 1:1."""
    return Text(de=f"{rows} Beträge ohne Wechselkurs.", en=f"{rows} amounts without an exchange rate.")


def _in_ranges(rows: Any, when: Ranges, found: Any) -> Any:
    same = [
        rows[when.owner].fill_null("") == found["__owner"],
        rows[when.split].fill_null(totals.CASE) == found["__split"],
        rows[when.since] == found["__since"],
        rows[when.until] == found["__until"],
    ]
    return rows.join(found, same)


def _latest(rows: Any, when: Latest) -> Any:
    import ibis

    window = ibis.window(group_by=["__period", *when.per], order_by=[ibis.desc(rows[when.day])])
    ranked = rows.mutate(__rank=ibis.row_number().over(window))
    return ranked.filter(ranked["__rank"] == 0)


def fold(facts: Any, rows: Any, question: Question) -> Any:
    """Puts the cells that are too small to be shown into `(other)`."""
    names = cell_columns(question)
    marks = facts.given(FOLDED, _folds(question))
    same = [rows["__period"] == marks["__period_folded"]]
    same += [rows[name].identical_to(marks[f"__cell{i}"]) for i, name in enumerate(names)]
    joined = rows.left_join(marks, same)
    hit = joined["__period_folded"].notnull()
    return joined.mutate(**{name: hit.ifelse(OTHER, joined[name]) for name in names})


def _folds(question: Question) -> Any:
    return cells_table([(period, *cell) for period, cell in sorted(question.folded, key=str)], len(question.by))


def cells_table(cells: Sequence[tuple[Any, ...]], size: int) -> Any:
    """A table of cells: `__period_folded`, `__cell0`, `__cell1` …"""
    import pyarrow as pa

    columns = {f"__cell{i}": pa.array([cell[i + 1] for cell in cells], pa.string()) for i in range(size)}
    return pa.table({"__period_folded": pa.array([cell[0] for cell in cells], pa.int64())} | columns)


def cell_columns(question: Question) -> list[str]:
    return [f"__{name}" for name in question.by]


def persons(facts: StoreFacts, ids: Iterable[str], question: Question) -> Mapping[tuple[int, Cell], int]:
    """How many natural persons stand behind each cell: the largest number over the measures' tables (their union is
    at least that). A customer counts as a person unless known to be a company; tables without customers do not matter.
    """
    found: dict[tuple[int, Cell], int] = {}
    keys = ["__period", *cell_columns(question)]
    for (table, _), identity in peopled(ids, question).items():

        def build(_: Any, rows: Any, table: str = table) -> Any:
            rows = rows.mutate(__person=person_key(rows, table))
            return rows.group_by(keys).aggregate(__persons=rows["__person"].nunique())

        for row in read(facts, [identity], question, "persons", build, person_columns(table)):
            cell = (row["__period"], tuple(row[name] for name in keys[1:]))
            if row["__persons"]:
                found[cell] = max(found.get(cell, 0), row["__persons"])
    return found


def peopled(ids: Iterable[str], question: Question) -> dict[tuple[str, Any], str]:
    """Table and time of the measures whose rows belong to people and can be split as asked → one of the measures."""
    asked = [*question.by, *(condition.dimension for condition in question.segment.conditions)]
    tables: dict[tuple[str, Any], str] = {}
    for identity in ids:
        table = measures()[identity].table
        # a table that cannot be split so is the denominator of a split that it ignores
        if has_people(table) and all(splits.reachable(table, dimension(name)) for name in asked):
            tables.setdefault((table, measures()[identity].time), identity)
    return tables


def has_people(table: str) -> bool:
    """Whether rows of the table lead to a customer, a visitor or an author."""
    return path(table, "customer") is not None or unnamed_person(table) is not None


def person_columns(table: str) -> set[str]:
    """The `"parent.column"` columns that `person_key` needs."""
    known = {"customer.customer_type", customer_reference(table)} if path(table, "customer") is not None else set()
    return {column for column in (*known, unnamed_person(table)) if column and "." in column}


UNNAMED = {"web_session": "visitor_id", "social_interaction": "actor_ref"}
"""Tables of people who need not be customers → the column that tells them apart."""


def unnamed_person(table: str) -> str | None:
    """The `"table.column"` that tells visitors apart, where it is nearer to the table than the customer."""
    customer = path(table, "customer")
    for name, column in UNNAMED.items():
        way = path(table, name)
        if way is not None and (customer is None or len(way) < len(customer)):
            return f"{name}.{column}"
    return None


def customer_reference(table: str) -> str:
    """The column that holds the customer's key: the reference itself, known even where no customer row was loaded."""
    steps = path(table, "customer") or ()
    if not steps:
        return "customer_key"
    column = steps[-1][0]
    return column if len(steps) == 1 else f"{steps[-2][1]}.{column}"


def person_key(rows: Any, table: str) -> Any:
    """The key of the natural person a row belongs to, null for companies and rows without a person."""
    import ibis

    unnamed = unnamed_person(table)
    if unnamed is not None:
        return rows[unnamed]
    company = (rows["customer.customer_type"] == "company").fill_null(False)
    return company.ifelse(ibis.null("int64"), rows[customer_reference(table)])

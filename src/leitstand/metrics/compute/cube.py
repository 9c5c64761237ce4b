"""Computes many metrics with all their splits at once: each table is read once, not once per metric and split."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from leitstand.foundation.period import Grain, Period
from leitstand.metrics.compute import scan, splits
from leitstand.metrics.compute.answer import SMALLEST_GROUP, Ask, answer, looks_back, spans_of, tables_behind
from leitstand.metrics.compute.evaluator import evaluator, leaves_of, shifted
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.known import MANY, Behind, either
from leitstand.metrics.compute.question import Amount, Amounts, Cell, Question
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Metric, Model, Open
from leitstand.metrics.registry import dimension, find, measures, metrics

SEATS = 60
"""People are spread over so many seats by a hash: the seats taken in a cell are a number that its people reach."""

AT_ONCE = 5  # splits per query where things are counted once: each keeps a list of them

LIST = "list(DISTINCT person)"

Split = tuple[str, ...]
Key = tuple[int, Cell]
Place = tuple[Split, Key]


def catalogue(facts: StoreFacts, grain: Grain = "month", ids: Iterable[str] | None = None, intervals: bool = True,
              dimensions: Collection[str] | None = None) -> dict[tuple[str, Split], list[Value]]:  # fmt: skip
    """(metric, split) → the same values as `answer`, for the whole and for every single dimension of each metric.

    ids: default all metrics that have data and this grain, without those that wait for a model. dimensions: only these.
    Raises UnknownId.
    """
    chosen = answerable(facts, grain) if ids is None else ids
    asks = {
        (identity, by): Ask(grain, by, intervals=intervals)
        for identity in chosen
        for by in splits_of(identity, dimensions)
    }
    with facts.kept() as own:
        return answers(own, asks)


def answers(facts: StoreFacts, asks: Mapping[tuple[str, Split], Ask]) -> dict[tuple[str, Split], list[Value]]:
    """(metric, split) → what `answer` says to its question; what several questions read is read together."""
    with _without_collector():
        _prepare(facts, asks)
        return {(identity, by): answer(facts, identity, ask) for (identity, by), ask in asks.items()}


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for circles among its objects finds none in values, and takes longer the more there are."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def answerable(facts: StoreFacts, grain: Grain) -> list[str]:
    """Ids of the metrics that have data and this grain, without those that wait for a model."""
    return [
        identity
        for identity, one in metrics().items()
        if grain in one.grains
        and not isinstance(one.kind, Model)
        and facts.coverage(tables_behind(facts, identity)) is not None
    ]


def splits_of(identity: str, dimensions: Collection[str] | None = None) -> list[Split]:
    """The whole, then every single dimension (of those given)."""
    one = find(identity)
    names = sorted(one.dimensions) if isinstance(one, Metric) else []
    return [(), *((name,) for name in names if dimensions is None or name in dimensions)]


def _prepare(facts: StoreFacts, asks: Mapping[tuple[str, Split], Ask]) -> None:
    """Scans what the metrics are made of, together for all that ask for the same periods as of the same day."""
    wanted: dict[Any, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spans: dict[Any, dict[Period, None]] = defaultdict(dict)
    for (identity, by), ask in asks.items():
        coverage = facts.coverage(tables_behind(facts, identity))
        if coverage is None:
            continue
        looked_at = facts if facts.given_as_of else facts.at(coverage[1])
        asked = tuple(spans_of(looked_at, ask, coverage))
        for at in ("period", *sorted(looks_back(identity))):
            spans[(looked_at, asked)] |= dict.fromkeys(shifted(asked, at, looked_at.fiscal_start, looked_at.as_of))
        for name in leaves_of(identity):  # those of medians too: how many people stand behind a cell
            wanted[(looked_at, asked)][name] |= set(by)
    for (looked_at, asked), measured in wanted.items():
        fill(looked_at, measured, tuple(sorted(spans[(looked_at, asked)])))


def fill(facts: StoreFacts, wanted: Mapping[str, Collection[str]], periods: Sequence[Period]) -> None:
    """Reads measures (id → dimensions) for the whole and each dimension; the evaluator of the facts knows them then.

    One query per table and time column, and one for people that are counted once.
    """
    groups: dict[tuple[str, Any], list[str]] = defaultdict(list)
    for name in wanted:
        groups[(measures()[name].table, measures()[name].time)].append(name)
    for (table, time), names in groups.items():
        asked = sorted({one for name in names for one in wanted[name]})
        dimensions = [one for one in asked if splits.reachable(table, dimension(one))]
        _fill_group(facts, (table, time), names, Question(tuple(periods), tuple(dimensions)))


def _fill_group(facts: StoreFacts, crowd: tuple[str, Any], names: Sequence[str], every: Question) -> None:
    known = evaluator(facts).known
    sheet = _Sheet(facts, crowd, names, every)
    for split, (amounts, people) in sheet.read().items():
        question = Question(every.periods, split)
        for name in names:
            known.keep(name, question, amounts[name])
        if split and scan.has_people(crowd[0]):
            known.keep_behind(crowd, question, people)
    for (split, index), counted in sheet.counted.items():
        known.keep_people(
            crowd, Question((every.periods[index],), split), {(0, cell): n for cell, n in counted.items()}
        )


class _Sheet:
    """The rows behind measures of one table and time, narrowed to what is grouped by and what is aggregated."""

    def __init__(self, facts: StoreFacts, crowd: tuple[str, Any], names: Sequence[str], question: Question) -> None:
        self.facts, self.table, self.names, self.question = facts, crowd[0], names, question
        table = self.table
        people = scan.person_columns(table) if scan.has_people(table) else set()
        self.rows = scan.placed(facts, names, question, people)
        # a stock of which nothing ends: a row for every month that it lasts would be many times the table
        self.piles_up = never_ends(facts, table, crowd[1]) and not any(self._sees_period(name) for name in names)
        if self.piles_up:
            self.rows = scan.begun(facts, names, question, people)
        self.dimensions = scan.cell_columns(question)
        self._columns: dict[Any, str] = {}
        self.person: str | None = None
        self.counted: dict[tuple[Split, int], dict[Cell, int]] = defaultdict(dict)
        self.aggregates: dict[str, str] = {}
        self.distinct: dict[str, dict[str, str]] = defaultdict(dict)
        for name in names:
            self._add(name)
        if scan.has_people(table):
            person = scan.person_key(self.rows, table)
            seat = person.notnull().ifelse((person.hash().abs() % SEATS).cast("int32"), None)
            self.aggregates["people"] = f"bit_or(1::BIGINT << {self._column(seat)})"
            self.person = self._column(person)

    def _sees_period(self, name: str) -> bool:
        """What counts depends on the period itself, so that periods cannot be added up."""
        import ibis.expr.operations as ops

        one = measures()[name]
        if not one.additive or one.where is None:
            return not one.additive
        fields = one.where(self.rows).op().find(ops.Field, filter=ops.Value)
        return any(field.name in ("__start", "__end") for field in fields)

    def _column(self, expression: Any) -> str:
        """The name of a column of the narrow rows; what is said twice is computed once."""
        return self._columns.setdefault(expression.op(), f"c{len(self._columns)}")

    def _add(self, name: str) -> None:
        import ibis

        one, rows = measures()[name], self.rows
        counts = scan.counted(rows, one) == 1
        count = f"count({self._column(counts.ifelse(ibis.literal(1, 'int8'), None))})"
        self.aggregates[f"{name}.n"] = count
        if one.value is None:
            self.aggregates[f"{name}.value"] = count
            return
        value = one.value(rows)
        column = self._column(counts.ifelse(value, None))
        if one.aggregate == "distinct":
            self.distinct[self._column(value)][name] = count
        else:
            self.aggregates[f"{name}.value"] = f"{'avg' if one.aggregate == 'mean' else 'sum'}({column})"
        if one.unit == "currency" and "currency" in rows.columns and has_foreign(self.facts, self.table):
            lacking = value.isnull() & (rows.currency != self.facts.currency) & counts
            self.aggregates[f"{name}.unconverted"] = f"count({self._column(lacking.ifelse(1, None))})"

    def read(self) -> dict[Split, tuple[Amounts, dict[Key, Behind]]]:
        """Split → the amounts of each measure, and the people behind each cell."""
        columns = {name: operation.to_expr() for operation, name in self._columns.items()}
        narrow = self.rows.select("__period", *self.dimensions, **columns)
        narrow.limit(0).to_pyarrow()  # makes the calendar, which lives in memory, known to the engine
        self.narrow = self.facts.backend.compile(narrow)
        if not self.distinct:
            return self._read()
        connection = self.facts.backend.con  # several queries: joined once
        connection.execute(f"CREATE OR REPLACE TEMP TABLE narrow_rows AS {self.narrow}")
        self.narrow = "FROM temp.narrow_rows"
        found = self._read()
        connection.execute("DROP TABLE temp.narrow_rows")
        return found

    def _read(self) -> dict[Split, tuple[Amounts, dict[Key, Behind]]]:
        splits_read: list[Split] = [(), *((name,) for name in self.question.by)]
        values = self._distinct_values(splits_read)
        places, columns = self._answered(splits_read, _grouping(splits_read, self.aggregates))
        found: dict[Split, tuple[Amounts, dict[Key, Behind]]] = {split: ({}, {}) for split in splits_read}
        for name in self.names:
            for split in splits_read:
                found[split][0][name] = {}
            counts = columns[f"{name}.n"]
            sums = [values[name].get(place, 0) for place in places] if name in values else columns[f"{name}.value"]
            lacking = columns.get(f"{name}.unconverted") or [0] * len(counts)
            for (split, key), n, value, unconverted in zip(places, counts, sums, lacking, strict=True):
                if n:
                    found[split][0][name][key] = Amount(None if value is None else float(value), n, unconverted)
        if self.person:
            seats = {place: taken.bit_count() for place, taken in zip(places, columns["people"], strict=True) if taken}
            small = self._people([place for place, number in seats.items() if place[0] and number < MANY])
            for (split, key), number in seats.items():
                found[split][1][key] = frozenset(small[split, key]) if (split, key) in small else number
            if not self.piles_up:
                lone = _lone({place: len(people) for place, people in small.items()})
                places = [place for place in seats if (place[0], place[1][0]) in lone]
                for (split, (index, cell)), number in self._people(places, "count(DISTINCT person)").items():
                    self.counted[split, index][cell] = number
            self.facts.backend.con.execute("DROP TABLE IF EXISTS temp.few_rows")
        if self.piles_up:
            order = _by_mark(self.facts, measures()[self.names[0]].time, self.question.periods)  # type: ignore[arg-type]
            for split, (amounts, people) in found.items():
                piled = {name: _piled_up(cells, order, _plus) for name, cells in amounts.items()}
                found[split] = piled, _piled_up(people, order, either)
        return found

    def _people(self, wanted: Sequence[Place], aggregate: str = LIST) -> dict[Place, Any]:
        """The people behind some cells of single splits."""
        import pyarrow as pa

        if not wanted:
            return {}
        connection = self.facts.backend.con
        names = sorted({split[0] for split, _ in wanted})
        cells = pa.table(
            {
                "split": pa.array([split[0] for split, _ in wanted], pa.string()),
                "period": pa.array([period for _, (period, _) in wanted], pa.int64()),
                "cell": pa.array([cell for _, (_, (cell,)) in wanted], pa.string()),
            }
        )
        parts = " UNION ALL ".join(
            f"""SELECT split, period, cell, person FROM few JOIN small ON split = '{name}' AND period = __period
            AND cell IS NOT DISTINCT FROM "__{name}" """
            for name in names
        )
        columns = ", ".join(f'"__{name}"' for name in names)
        connection.register("small_cells", cells)
        if aggregate == LIST:  # the rows of all that is asked for later too
            periods = ", ".join(sorted({str(period) for _, (period, _) in wanted}))
            connection.execute(f"""CREATE OR REPLACE TEMP TABLE few_rows AS WITH narrow AS ({self.narrow})
                SELECT __period, {columns}, {self.person} AS person FROM narrow
                WHERE {self.person} IS NOT NULL AND __period IN ({periods})""")
        found = connection.execute(
            f"""WITH small AS (FROM small_cells), few AS (FROM temp.few_rows)
            SELECT split, period, cell, {aggregate} AS people FROM ({parts}) GROUP BY ALL"""
        ).to_arrow_table()
        connection.unregister("small_cells")
        rows = zip(*(found.column(name).to_pylist() for name in ("split", "period", "cell", "people")), strict=True)
        return {((split,), (period, (cell,))): people for split, period, cell, people in rows}

    def _distinct_values(self, wanted: Sequence[Split]) -> dict[str, dict[Place, int]]:
        """Distinct counts, exact: each thing once per period and cell, with the measures that it counts in."""
        found: dict[str, dict[Place, int]] = {name: {} for one in self.distinct.values() for name in one}
        for thing, counts in self.distinct.items():
            for start in range(0, len(wanted), AT_ONCE):
                part = wanted[start : start + AT_ONCE]
                places, columns = self._answered(part, _counting_once(part, counts, thing))
                for name in counts:
                    found[name] |= dict(zip(places, columns[name], strict=True))
        return found

    def _answered(self, wanted: Sequence[Split], query: str) -> tuple[list[Place], dict[str, list[Any]]]:
        """The places that the rows of the answer are about, and the answer's columns."""
        found = self.facts.backend.con.execute(f"WITH narrow AS ({self.narrow}) {query}").to_arrow_table()
        columns = {name: found.column(name).to_pylist() for name in found.column_names}
        cells = {mark: (split, [columns[f"__{name}"] for name in split]) for mark, split in _marks(wanted).items()}
        places: list[Place] = []
        for row, (mark, period) in enumerate(zip(columns["__split"], columns["__period"], strict=True)):
            split, values = cells[mark]
            places.append((split, (period, tuple([one[row] for one in values]))))
        return places, columns


def _lone(small: Mapping[Place, int]) -> set[tuple[Split, int]]:
    """Splits and periods whose small groups are still too small together, so that they take the next one along."""
    hidden: dict[tuple[Split, int], int] = defaultdict(int)
    others = set()
    for (split, (index, _)), number in small.items():
        if number < SMALLEST_GROUP:
            hidden[split, index] += number
        elif number < MANY:
            others.add((split, index))
    return {one for one, number in hidden.items() if number < SMALLEST_GROUP} - others


def _grouping(wanted: Sequence[Split], aggregates: Mapping[str, str], thing: str | None = None) -> str:
    """One scan of the narrow rows for several splits; `__split` says which. thing: a column to group by as well."""
    cells = ", ".join(["__period", *_quoted(wanted)])
    sums = ", ".join(f'{sql} AS "{name}"' for name, sql in aggregates.items())
    sets = ", ".join(f"({', '.join(['__period', *_quoted([split]), *([thing] if thing else [])])})" for split in wanted)
    known = f"WHERE {thing} IS NOT NULL" if thing else ""
    return f"SELECT {cells}, grouping({cells}) AS __split, {sums} FROM narrow {known} GROUP BY GROUPING SETS ({sets})"


def _counting_once(wanted: Sequence[Split], counts: Mapping[str, str], thing: str) -> str:
    """counts: measure → SQL that says in how many rows a thing counts in it."""
    if len(counts) == 1:
        ((name, count),) = counts.items()
        counted = count.removeprefix("count(").removesuffix(")")
        return _grouping(wanted, {name: f"count(DISTINCT {thing}) FILTER ({counted} IS NOT NULL)"})
    flags = {name: f"{count} > 0" for name, count in counts.items()}
    once = ", ".join(f'count(*) FILTER ("{name}") AS "{name}"' for name in counts)
    cells = ", ".join(["__period", *_quoted(wanted)])
    return f"SELECT {cells}, __split, {once} FROM ({_grouping(wanted, flags, thing)}) GROUP BY ALL"


def _quoted(wanted: Sequence[Split]) -> list[str]:
    return [f'"__{name}"' for split in wanted for name in split]


def _marks(wanted: Sequence[Split]) -> dict[int, Split]:
    """What SQL's `grouping` answers for each split: one bit per dimension, set where it is not grouped by."""
    names = [name for split in wanted for name in split]
    return {
        sum(1 << place for place, name in enumerate(reversed(names)) if name not in split): split for split in wanted
    }


def never_ends(facts: StoreFacts, table: str, time: Any) -> bool:
    """Whether it is a stock of which no row has an end."""
    if not isinstance(time, Open):
        return False
    if time.until is None:
        return True
    if ("ends", table, time) not in facts.filled:
        ended = facts.table(table)[time.until].count()
        facts.filled["ends", table, time] = ended.to_pyarrow().as_py() > 0
    return not facts.filled["ends", table, time]


def _by_mark(facts: StoreFacts, time: Open, periods: Sequence[Period]) -> list[list[int]]:
    """Indices of the periods in the order of their marks, those with the same mark together."""
    ends = scan.marks(facts, time, periods)
    return [[index for index, end in enumerate(ends) if end == mark] for mark in sorted(set(ends))]


def _piled_up(
    found: Mapping[Key, Any], order: Sequence[Sequence[int]], plus: Callable[[Any, Any], Any]
) -> dict[Key, Any]:
    """What began in each period → what there is in it."""
    so_far: dict[Cell, Any] = {}
    begun: dict[int, dict[Cell, Any]] = defaultdict(dict)
    for (index, cell), one in found.items():
        begun[index][cell] = one
    piled: dict[Key, Any] = {}
    for same in order:
        for index in same:
            for cell, one in begun[index].items():
                so_far[cell] = plus(so_far[cell], one) if cell in so_far else one
        piled |= {(index, cell): one for index in same for cell, one in so_far.items()}
    return piled


def _plus(one: Amount, other: Amount) -> Amount:
    values = [amount.value for amount in (one, other) if amount.value is not None]
    return Amount(sum(values) if values else None, one.n + other.n, one.unconverted + other.unconverted)


def has_foreign(facts: StoreFacts, table: str) -> bool:
    """Whether any row of a table is in another currency than the reports."""
    if ("foreign", table) not in facts.filled:
        rows = facts.table(table)
        foreign = rows.filter(rows.currency != facts.currency).limit(1)
        facts.filled["foreign", table] = foreign.count().to_pyarrow().as_py() > 0
    return bool(facts.filled["foreign", table])

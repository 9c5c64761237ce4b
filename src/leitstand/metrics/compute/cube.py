"""Computes many metrics with all their splits at once: each table is read once, not once per metric and split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from leitstand.foundation.period import Grain, Period
from leitstand.metrics.compute import scan, splits
from leitstand.metrics.compute.answer import SMALLEST_GROUP, Ask, answer, looks_back, spans_of, tables_behind
from leitstand.metrics.compute.evaluator import evaluator, scanned, shifted
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Amount, Amounts, Cell, Question
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Metric, Model, Open
from leitstand.metrics.registry import dimension, find, measures, metrics

SEATS = 60
"""People are spread over so many seats by a hash: the seats taken in a cell are a number that its people reach."""

AT_ONCE = 5  # splits per query where things are counted once: each keeps a list of them

Split = tuple[str, ...]
Key = tuple[int, Cell]


def catalogue(facts: StoreFacts, grain: Grain = "month", ids: Iterable[str] | None = None, intervals: bool = True,
              dimensions: Collection[str] | None = None) -> dict[tuple[str, Split], list[Value]]:  # fmt: skip
    """(metric, split) → the same values as `answer`, for the whole and for every single dimension of each metric.

    ids: default all metrics that have data and this grain, without those that wait for a model. dimensions: only these.
    Raises UnknownId.
    """
    with facts.kept() as own:
        chosen = answerable(own, grain) if ids is None else list(ids)
        _prepare(own, grain, chosen, dimensions)
        return {
            (identity, by): answer(own, identity, Ask(grain, by, intervals=intervals))
            for identity in chosen
            for by in splits_of(identity, dimensions)
        }


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


def _prepare(facts: StoreFacts, grain: Grain, ids: Iterable[str], dimensions: Collection[str] | None) -> None:
    """Scans what the metrics are made of, together for all that look at the facts as of the same day."""
    wanted: dict[StoreFacts, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spans: dict[StoreFacts, dict[Period, None]] = defaultdict(dict)
    for identity in ids:
        coverage = facts.coverage(tables_behind(facts, identity))
        if coverage is None:
            continue
        looked_at = facts if facts.given_as_of else facts.at(coverage[1])
        own = tuple(spans_of(looked_at, Ask(grain), coverage))
        for at in ("period", *sorted(looks_back(identity))):
            spans[looked_at] |= dict.fromkeys(shifted(own, at, looked_at.fiscal_start, looked_at.as_of))
        for name in scanned(identity, moved=True):
            wanted[looked_at][name] |= {one for by in splits_of(identity, dimensions) for one in by}
    for looked_at, measured in wanted.items():
        fill(looked_at, measured, tuple(sorted(spans[looked_at])))


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
    sheet = _Sheet(facts, crowd, names, every)
    known = evaluator(facts).known
    for split, (amounts, people) in sheet.read().items():
        question = Question(every.periods, split)
        if sheet.piles_up:
            order = _by_mark(facts, crowd[1], every.periods)
            amounts = {name: _piled_up(found, order, _plus) for name, found in amounts.items()}
            people = _piled_up(people, order, int.__or__)
        for name in names:
            known.keep(name, question, amounts[name])
        if scan.has_people(crowd[0]):
            known.keep_seats(crowd, question, people)
    if sheet.piles_up or not scan.has_people(crowd[0]):
        return
    for split, counted in sheet.people().items():
        known.keep_people(crowd, Question(every.periods, split), counted)


class _Sheet:
    """The rows behind measures of one table and time, narrowed to what is grouped by and what is aggregated."""

    def __init__(self, facts: StoreFacts, crowd: tuple[str, Any], names: Sequence[str], question: Question) -> None:
        self.facts, self.table, self.names, self.question = facts, crowd[0], names, question
        table = self.table
        people = scan.person_columns(table) if scan.has_people(table) else set()
        # a stock of which nothing ends: a row for every month that it lasts would be many times the table
        self.piles_up = never_ends(facts, table, crowd[1]) and all(_sees_no_period(name) for name in names)
        self.rows = (scan.begun if self.piles_up else scan.placed)(facts, names, question, people)
        self.dimensions = scan.cell_columns(question)
        self._columns: dict[Any, str] = {}
        self._doubtful: set[Split] = set()
        self.aggregates: dict[str, str] = {}
        self.distinct: dict[str, dict[str, str]] = defaultdict(dict)
        for name in names:
            self._add(name)
        if scan.has_people(table):
            person = scan.person_key(self.rows, table)
            seat = person.notnull().ifelse((person.hash().abs() % SEATS).cast("int32"), None)
            self.aggregates["people"] = f"bit_or(1::BIGINT << {self._column(seat)})"
            self.person = self._column(person)

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

    def read(self) -> dict[Split, tuple[Amounts, dict[Key, int]]]:
        """Split → the amounts of each measure, and the seats that the people behind each cell take."""
        columns = {name: operation.to_expr() for operation, name in self._columns.items()}
        narrow = self.rows.select("__period", *self.dimensions, **columns)
        narrow.limit(0).to_pyarrow()  # makes the calendar, which lives in memory, known to the engine
        self.narrow = self.facts.backend.compile(narrow)
        splits_read: list[Split] = [(), *((name,) for name in self.question.by)]
        found: dict[Split, tuple[Amounts, dict[Key, int]]] = {
            split: ({name: {} for name in self.names}, {}) for split in splits_read
        }
        values = self._distinct_values(splits_read)
        for split, key, row in self._answered(splits_read, _grouping(splits_read, self.aggregates)):
            amounts, people = found[split]
            people[key] = row.get("people") or 0
            if 0 < people[key].bit_count() < SMALLEST_GROUP:
                self._doubtful.add(split)
            for name in self.names:
                if row[f"{name}.n"]:
                    value = values[name].get((split, key), 0) if name in values else row[f"{name}.value"]
                    amounts[name][key] = Amount(
                        None if value is None else float(value), row[f"{name}.n"], row.get(f"{name}.unconverted", 0)
                    )
        return found

    def people(self) -> dict[Split, dict[Key, int]]:
        """The number of people behind each cell, for the splits in which some cell may have too few of them."""
        found: dict[Split, dict[Key, int]] = {split: {} for split in self._doubtful if split}
        sums = {"people": f"count(DISTINCT {self.person})"}
        for start in range(0, len(found), AT_ONCE):
            part = list(found)[start : start + AT_ONCE]
            for split, key, row in self._answered(part, _grouping(part, sums)):
                if row["people"]:
                    found[split][key] = row["people"]
        return found

    def _distinct_values(self, wanted: Sequence[Split]) -> dict[str, dict[tuple[Split, Key], int]]:
        """Distinct counts, exact: each thing once per period and cell, with the measures that it counts in."""
        found: dict[str, dict[tuple[Split, Key], int]] = {name: {} for one in self.distinct.values() for name in one}
        for thing, counts in self.distinct.items():
            for start in range(0, len(wanted), AT_ONCE):
                part = wanted[start : start + AT_ONCE]
                for split, key, row in self._answered(part, _counting_once(part, counts, thing)):
                    for name in counts:
                        found[name][(split, key)] = row[name]
        return found

    def _answered(self, wanted: Sequence[Split], query: str) -> Iterator[tuple[Split, Key, dict[str, Any]]]:
        marks = _marks(wanted)
        found = self.facts.backend.con.execute(f"WITH narrow AS ({self.narrow}) {query}")
        for row in found.to_arrow_table().to_pylist():
            split = marks[row["__split"]]
            yield split, (row["__period"], tuple(row[f"__{name}"] for name in split)), row


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


def _sees_no_period(name: str) -> bool:
    """The measure adds up and asks nothing about the period itself."""
    one = measures()[name]
    return one.additive and not (one.where and {"__start", "__end"} & set(one.where.__code__.co_consts))


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

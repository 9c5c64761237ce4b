"""Reads the rows behind measures of one table and time once, for the whole and for every single dimension."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leitstand.foundation.period import Period
from leitstand.metrics.compute import scan
from leitstand.metrics.compute.answer import SMALLEST_GROUP
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.grouping import Split, counting_once, grouping, marks
from leitstand.metrics.compute.held import Held
from leitstand.metrics.compute.known import MANY, Behind, either
from leitstand.metrics.compute.narrow import Plan, plan
from leitstand.metrics.compute.question import Amount, Amounts, Cell, Question
from leitstand.metrics.contract import Open, Quantile
from leitstand.metrics.registry import measures

AT_ONCE = 5  # splits per query where things are counted once: each keeps a list of them

LIST = "list(DISTINCT person)"

Key = tuple[int, Cell]
Place = tuple[Split, Key]


class Sheet:
    """The amounts of measures of one table and time, and the people behind them."""

    def __init__(self, facts: StoreFacts, crowd: tuple[str, Any], names: Sequence[str], question: Question) -> None:
        self.facts, self.table, self.names, self.question = facts, crowd[0], names, question
        self.crowd = crowd
        self.quantiles: tuple[Quantile, ...] = ()
        # a stock of which nothing ends: a row for every month that it lasts would be many times the table
        self.piles_up = never_ends(facts, *crowd) and not any(sees_period(facts, name) for name in names)
        self.counted: dict[tuple[Split, int], dict[Cell, int]] = defaultdict(dict)

    def read(self) -> dict[Split, tuple[Amounts, dict[Key, Behind]]]:
        """Split → the amounts of each measure, and the people behind each cell."""
        people = scan.person_columns(self.table) if scan.has_people(self.table) else set()
        foreign = has_foreign(self.facts, self.table) if self._in_currency() else False

        def build(own: Any, rows: Any) -> tuple[Any, Plan]:
            return plan(own, rows, self.names, self.question, foreign, quantiles, seats=not held)

        held = self.facts.keeps and self.facts.few_rows and not self.piles_up
        quantiles = self.quantiles if held else ()
        what = ("sheet", foreign, quantiles, held)
        with scan.written(self.facts, self.names, self.question, what, build, people, self.piles_up) as (query, found):
            self.narrow, self.plan = query, found
            if held:
                return self._hold()
            if not found.distinct:
                return self._read()
            connection = self.facts.backend.con  # several queries: joined once
            connection.execute(f"CREATE OR REPLACE TEMP TABLE narrow_rows AS {self.narrow}")
            self.narrow = "FROM temp.narrow_rows"
            try:
                return self._read()
            finally:
                connection.execute("DROP TABLE temp.narrow_rows")

    def _in_currency(self) -> bool:
        ones = [measures()[name] for name in self.names]
        amounts = any(one.unit == "currency" and one.value is not None for one in ones)
        return amounts and "currency" in self.facts.table(self.table).columns

    def _hold(self) -> dict[Split, tuple[Amounts, dict[Key, Behind]]]:
        """Few rows: kept as they are for later questions too."""
        rows = self.facts.backend.con.execute(self.narrow).to_arrow_table()
        places = {period: index for index, period in enumerate(self.question.periods)}
        held = Held(rows, self.plan, places, frozenset(self.question.by))
        self.facts.held.setdefault(self.crowd, []).append(held)
        found: dict[Split, tuple[Amounts, dict[Key, Behind]]] = {}
        for split in self._splits():
            groups = held.split(split)
            amounts: Amounts = {name: held.amounts(name, groups) for name in self.names}
            found[split] = amounts, dict(held.people(groups))
        return found

    def _splits(self) -> list[Split]:
        return [(), *((name,) for name in self.question.by)]

    def _amounts(self, wanted: Sequence[Split], places: Sequence[Place],
                 columns: Mapping[str, list[Any]]) -> dict[Split, tuple[Amounts, dict[Key, Behind]]]:  # fmt: skip
        found: dict[Split, tuple[Amounts, dict[Key, Behind]]] = {
            split: ({name: {} for name in self.names}, {}) for split in wanted
        }
        for name in self.names:
            counts = columns[f"{name}.n"]
            lacking = columns.get(f"{name}.unconverted") or [0] * len(counts)
            for (split, key), n, value, unconverted in zip(
                places, counts, columns[f"{name}.value"], lacking, strict=True
            ):
                if n:
                    found[split][0][name][key] = Amount(None if value is None else float(value), n, unconverted)
        return found

    def _read(self) -> dict[Split, tuple[Amounts, dict[Key, Behind]]]:
        wanted = self._splits()
        values = self._distinct_values(wanted)
        places, columns = self._answered(wanted, grouping(wanted, self.plan.aggregates))
        columns |= {f"{name}.value": [one.get(place, 0) for place in places] for name, one in values.items()}
        found = self._amounts(wanted, places, columns)
        if self.plan.person:
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
                SELECT __period, {columns}, {self.plan.person} AS person FROM narrow
                WHERE {self.plan.person} IS NOT NULL AND __period IN ({periods})""")
        found = connection.execute(
            f"""WITH small AS (FROM small_cells), few AS (FROM temp.few_rows)
            SELECT split, period, cell, {aggregate} AS people FROM ({parts}) GROUP BY ALL"""
        ).to_arrow_table()
        connection.unregister("small_cells")
        rows = zip(*(found.column(name).to_pylist() for name in ("split", "period", "cell", "people")), strict=True)
        return {((split,), (period, (cell,))): people for split, period, cell, people in rows}

    def _distinct_values(self, wanted: Sequence[Split]) -> dict[str, dict[Place, int]]:
        """Distinct counts, exact: each thing once per period and cell, with the measures that it counts in."""
        found: dict[str, dict[Place, int]] = {name: {} for one in self.plan.distinct.values() for name in one}
        for thing, counts in self.plan.distinct.items():
            for start in range(0, len(wanted), AT_ONCE):
                part = wanted[start : start + AT_ONCE]
                places, columns = self._answered(part, counting_once(part, counts, thing))
                for name in counts:
                    found[name] |= dict(zip(places, columns[name], strict=True))
        return found

    def _answered(self, wanted: Sequence[Split], query: str) -> tuple[list[Place], dict[str, list[Any]]]:
        """The places that the rows of the answer are about, and the answer's columns."""
        found = self.facts.backend.con.execute(f"WITH narrow AS ({self.narrow}) {query}").to_arrow_table()
        columns = {name: found.column(name).to_pylist() for name in found.column_names}
        cells = {mark: (split, [columns[f"__{name}"] for name in split]) for mark, split in marks(wanted).items()}
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


def never_ends(facts: StoreFacts, table: str, time: Any) -> bool:
    """Whether it is a stock of which no row has an end."""
    if not isinstance(time, Open):
        return False
    if time.until is None:
        return True
    if ("ends", table, time) not in facts.filled:
        facts.filled["ends", table, time] = facts.has(table, f'"{time.until}" IS NOT NULL')
    return not facts.filled["ends", table, time]


_sees: dict[str, bool] = {}


def sees_period(facts: StoreFacts, name: str) -> bool:
    """Whether what a measure of a stock counts depends on the period itself, so that periods cannot be added up."""
    import ibis.expr.operations as ops

    if name not in _sees:
        one = measures()[name]
        rows = scan.placed(facts, [name], Question((Period(facts.as_of, facts.as_of, "total"),)))
        said = [part(rows).op() for part in (one.where, one.value) if part is not None]
        fields = {each.name for part in said for each in part.find(ops.Field, filter=ops.Value)}
        _sees[name] = not one.additive or not fields.isdisjoint(("__start", "__end", "__mark"))
    return _sees[name]


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
        facts.filled["foreign", table] = facts.has(table, "currency <> ?", facts.currency)
    return bool(facts.filled["foreign", table])

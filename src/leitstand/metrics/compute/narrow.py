"""The rows behind measures of one table and time, narrowed to what counts; few are kept for later questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leitstand.foundation.period import Period
from leitstand.metrics.compute import scan
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.grouping import once
from leitstand.metrics.compute.question import Amount, Cell, Question
from leitstand.metrics.contract import Quantile
from leitstand.metrics.registry import measures

SEATS = 60
"""People are spread over so many seats by a hash: the seats taken in a cell are a number that its people reach."""


@dataclass
class Plan:
    """What is aggregated over the narrow rows (SQL), and which of their columns names the person.

    distinct: column of things that are counted once → measure → SQL that says in how many rows a thing counts.
    cases: quantile → columns of the value, of the unit and of whether the case is open.
    """

    aggregates: dict[str, str] = field(default_factory=dict)
    distinct: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    person: str | None = None
    cases: dict[Quantile, tuple[str, str | None, str | None]] = field(default_factory=dict)

    def at_once(self) -> dict[str, str]:
        """All aggregates and the people themselves, for so few rows that they can be asked for in one query."""
        found = dict(self.aggregates)
        for thing, counts in self.distinct.items():
            found |= {f"{name}.value": once(thing, count) for name, count in counts.items()}
        if self.person:
            found["people"] = f"list(DISTINCT {self.person}) FILTER ({self.person} IS NOT NULL)"
        return found


def plan(facts: Any, rows: Any, names: Sequence[str], question: Question, foreign: bool,
         quantiles: Iterable[Quantile] = ()) -> tuple[Any, Plan]:  # fmt: skip
    """The rows narrowed to what is grouped by and what is aggregated, and the plan.

    foreign: whether any row is in another currency than the reports. quantiles: those whose cases are wanted too.
    """
    import ibis

    table, found = measures()[names[0]].table, Plan()
    columns: dict[Any, str] = {}

    def column(expression: Any) -> str:
        """The name of a column of the narrow rows; what is said twice is computed once."""
        return columns.setdefault(expression.op(), f"c{len(columns)}")

    for name in names:
        one = measures()[name]
        counts = scan.counted(rows, one) == 1
        count = f"count({column(counts.ifelse(ibis.literal(1, 'int8'), None))})"
        found.aggregates[f"{name}.n"] = count
        if one.value is None:
            found.aggregates[f"{name}.value"] = count
            continue
        value = one.value(rows)
        counted = column(counts.ifelse(value, None))
        if one.aggregate == "distinct":
            found.distinct[column(value)][name] = count
        else:
            found.aggregates[f"{name}.value"] = f"{'avg' if one.aggregate == 'mean' else 'sum'}({counted})"
        if one.unit == "currency" and "currency" in rows.columns and foreign:
            lacking = value.isnull() & (rows.currency != facts.currency) & counts
            found.aggregates[f"{name}.unconverted"] = f"count({column(lacking.ifelse(1, None))})"
    if scan.has_people(table):
        person = scan.person_key(rows, table)
        seat = person.notnull().ifelse((person.hash().abs() % SEATS).cast("int32"), None)
        found.aggregates["people"] = f"bit_or(1::BIGINT << {column(seat)})"
        found.person = column(person)
    for kind in quantiles:
        one = measures()[kind.measure]
        value = one.value(rows).cast("float64")  # type: ignore[misc]
        unit = column(rows[kind.per]) if kind.per else None
        still = None if kind.censored is None else column(kind.censored(rows).fill_null(False))
        found.cases[kind] = column((scan.counted(rows, one) == 1).ifelse(value, None)), unit, still
    expressions = {name: operation.to_expr() for operation, name in columns.items()}
    return rows.select("__period", *scan.cell_columns(question), **expressions), found


@dataclass(frozen=True)
class Narrow:
    """A table of narrow rows, with a column for each dimension; places: period → its number in the rows."""

    name: str
    plan: Plan
    places: Mapping[Period, int]
    dimensions: frozenset[str]

    def answers(self, question: Question) -> bool:
        """Whether the rows are enough for a question."""
        return (
            self.dimensions.issuperset(question.by)
            and self.places.keys() >= set(question.periods)
            and len(set(question.periods)) == len(question.periods)
            and not question.segment.conditions
            and not question.undated
        )

    def _read(self, facts: StoreFacts, question: Question, columns: Sequence[str], where: str = "true",
              around: str = "SELECT * FROM ({})") -> list[dict[str, Any]]:  # fmt: skip
        """Period, cell and the columns (SQL; grouped where one aggregates) of the rows. around: a query over that."""
        order = [self.places[period] for period in question.periods]
        cells = scan.cell_columns(question)
        shown, joined = [f'n."{name}"' for name in cells], ""
        if question.folded:
            folds = [(order[index], *cell) for index, cell in sorted(question.folded, key=str)]
            facts.backend.con.register(scan.FOLDED, scan.cells_table(folds, len(cells)))
            same = " AND ".join(f"{name} IS NOT DISTINCT FROM f.__cell{i}" for i, name in enumerate(shown))
            joined = f'LEFT JOIN "{scan.FOLDED}" f ON n.__period = f.__period_folded AND {same}'
            shown = [f"CASE WHEN f.__period_folded IS NULL THEN {name} ELSE '{OTHER}' END" for name in shown]
        named = (f'{sql} AS "{name}"' for name, sql in zip(cells, shown, strict=True))
        query = f"""SELECT n.__period, {", ".join([*named, *columns])} FROM temp."{self.name}" n {joined}
            WHERE n.__period IN ({", ".join(map(str, order))}) AND {where}"""
        found = facts.backend.con.execute(around.format(query)).to_arrow_table().to_pylist()
        if question.folded:
            facts.backend.con.unregister(scan.FOLDED)
        back = {place: index for index, place in enumerate(order)}
        return [row | {"__period": back[row["__period"]]} for row in found]

    def amounts(self, facts: StoreFacts, name: str, question: Question) -> dict[tuple[int, Cell], Amount]:
        """A measure per period and cell."""
        parts = ("n", "value", "unconverted")
        every = self.plan.at_once()
        wanted = [f"{every[f'{name}.{part}']} AS {part}" for part in parts if f"{name}.{part}" in every]
        cells = scan.cell_columns(question)
        return {
            (row["__period"], tuple(row[cell] for cell in cells)): Amount(
                None if row["value"] is None else float(row["value"]), row["n"], row.get("unconverted", 0)
            )
            for row in self._read(facts, question, wanted, around="{} GROUP BY ALL")
            if row["n"]
        }

    def cases(self, facts: StoreFacts, kind: Quantile, question: Question) -> list[dict[str, Any]]:
        """`__period`, the cell's columns, `__value` and `__open` of every case, or of every unit."""
        return self._read(facts, question, *self._cases(kind))

    def quantile(self, facts: StoreFacts, kind: Quantile, question: Question) -> list[dict[str, Any]]:
        """`__period`, the cell's columns, number of cases `n` and the quantile `middle`."""
        columns, where, around = self._cases(kind)
        cells = "".join(f', "{name}"' for name in scan.cell_columns(question))
        sums = f"count(*) AS n, quantile_cont(__value, {kind.q}) AS middle"
        around = f"SELECT __period{cells}, {sums} FROM ({around}) GROUP BY ALL"
        return self._read(facts, question, columns, where, around)

    def _cases(self, kind: Quantile) -> tuple[list[str], str, str]:
        value, unit, still = self.plan.cases[kind]
        if unit:
            return [f"{unit} AS __unit", f"median({value}) AS __value"], f"{value} IS NOT NULL", "{} GROUP BY ALL"
        return [f"{value} AS __value", f"{still or 'false'} AS __open"], f"{value} IS NOT NULL", "{}"


def kept(facts: StoreFacts, name: str, question: Question, kind: Quantile | None = None) -> Narrow | None:
    """The narrow rows of a measure (and of the cases of a quantile) that are enough for the question, if there are."""
    one = measures()[name]
    for found in facts.narrow.get((one.table, one.time), ()):
        known = f"{name}.n" in found.plan.aggregates if kind is None else kind in found.plan.cases
        if known and found.answers(question):
            return found  # type: ignore[no-any-return]
    return None

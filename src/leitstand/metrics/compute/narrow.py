"""The rows behind measures of one table and time, narrowed to what counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from leitstand.metrics.compute import scan
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Aggregate, Quantile
from leitstand.metrics.registry import measures

SEATS = 60
"""People are spread over so many seats by a hash: the seats taken in a cell are a number that its people reach."""


@dataclass(frozen=True, slots=True)
class Part:
    """The columns that a measure is made of. count: not null in rows that count; value: None where they are counted.

    lacking: not null where an amount has no exchange rate; None where that cannot be.
    """

    aggregate: Aggregate
    count: str
    value: str | None = None
    lacking: str | None = None


@dataclass
class Plan:
    """What is aggregated over the narrow rows: measure → its columns, and those of people.

    person, seat: columns of who it is (null for companies) and of the seat; None where rows belong to nobody.
    cases: quantile → columns of the value, of the unit and of whether the case is open.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    person: str | None = None
    seat: str | None = None
    cases: dict[Quantile, tuple[str, str | None, str | None]] = field(default_factory=dict)

    @property
    def aggregates(self) -> dict[str, str]:
        """The SQL of what is aggregated row by row."""
        found = {}
        for name, part in self.parts.items():
            found[f"{name}.n"] = f"count({part.count})"
            if part.aggregate != "distinct":
                call = {"sum": "sum", "mean": "avg"}.get(part.aggregate, "count")
                found[f"{name}.value"] = f"{call}({part.value or part.count})"
            if part.lacking:
                found[f"{name}.unconverted"] = f"count({part.lacking})"
        return found | ({"people": f"bit_or(1::BIGINT << {self.seat})"} if self.seat else {})

    @property
    def distinct(self) -> dict[str, dict[str, str]]:
        """Column of things that are counted once → measure → SQL that says in how many rows a thing counts."""
        found: dict[str, dict[str, str]] = {}
        for name, part in self.parts.items():
            if part.aggregate == "distinct" and part.value:
                found.setdefault(part.value, {})[name] = f"count({part.count})"
        return found


def plan(facts: Any, rows: Any, names: Sequence[str], question: Question, foreign: bool,
         quantiles: Iterable[Quantile] = (), seats: bool = True) -> tuple[Any, Plan]:  # fmt: skip
    """The rows narrowed to what is grouped by and what is aggregated, and the plan.

    foreign: whether any row is in another currency than the reports. quantiles: those whose cases are wanted too.
    seats: whether people are to be spread over seats.
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
        count = column(counts.ifelse(ibis.literal(1, "int8"), None))
        if one.value is None or one.aggregate == "count":
            found.parts[name] = Part("count", count)
            continue
        value, lacking = one.value(rows), None
        counted = column(value if one.aggregate == "distinct" else counts.ifelse(value, None))
        if one.unit == "currency" and "currency" in rows.columns and foreign:
            lacking = column((value.isnull() & (rows.currency != facts.currency) & counts).ifelse(1, None))
        found.parts[name] = Part(one.aggregate, count, counted, lacking)
    if scan.has_people(table):
        person = scan.person_key(rows, table)
        if seats:
            found.seat = column(person.notnull().ifelse((person.hash().abs() % SEATS).cast("int32"), None))
        found.person = column(person)
    for kind in quantiles:
        one = measures()[kind.measure]
        value = one.value(rows).cast("float64")  # type: ignore[misc]
        unit = column(rows[kind.per]) if kind.per else None
        still = None if kind.censored is None else column(kind.censored(rows).fill_null(False))
        found.cases[kind] = column((scan.counted(rows, one) == 1).ifelse(value, None)), unit, still
    expressions = {name: operation.to_expr() for operation, name in columns.items()}
    return rows.select("__period", *scan.cell_columns(question), **expressions), found

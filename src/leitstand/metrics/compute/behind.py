"""The rows behind a number: how many of which table, and some of them to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.schema import table as schema_table
from leitstand.foundation.schema.contract import Privacy
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute import scan
from leitstand.metrics.compute.answer import tables_behind
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Latest, Open, Ranges
from leitstand.metrics.registry import measures, relations

SHOWN_PRIVACY = frozenset({Privacy.NONE, Privacy.BEHAVIOUR})
PERSON = "customer_key"
MOST_COLUMNS = 9
VALUE = "value"
DAY = Text(de="Tag", en="Day")
UNTOLD = frozenset({"scale_min", "scale_max", "reverse", "is_first_order"})
"""Columns that only the reader of a source needs."""
KINDS = frozenset({"text", "enum", "integer", "money", "number", "boolean", "date"})


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows that one measure counts. columns: name and title; rows: their values, the latest first. customers: key
    of the customer of each row, None where the rows are not about customers."""

    measure: str
    title: Text
    table: str
    table_title: Text
    count: int
    columns: Sequence[tuple[str, Text]]
    rows: Sequence[Sequence[Any]]
    customers: Sequence[int | None] | None


def behind(facts: StoreFacts, identity: str, period: Period, segment: Segment, most: int = 15,
           measures_at_most: int = 4) -> list[Behind]:  # fmt: skip
    """The rows behind each measure of a metric in a period; nothing where there are no data.

    No names, no texts, nothing about employees. Raises UnknownId, and UnusableInput for what does not fit the metric or
    cannot be limited to the scope.
    """
    sources = tables_behind(facts, identity)
    coverage = facts.coverage(sources)
    if coverage is None:
        return []
    own = facts if facts.given_as_of is not None else facts.at(coverage[1])
    question = Question((period,), (), segment)
    return [_rows(own, name, question, most) for name in dict.fromkeys(leaves_of(identity))][:measures_at_most]


def _rows(facts: StoreFacts, name: str, question: Question, most: int) -> Behind:
    one = measures()[name]
    placed = scan.placed(facts, [name], question)
    if one.where is not None:
        placed = placed.filter(one.where(placed).fill_null(False))
    day = _day(one.time)
    shown = {column: title for column, title in _columns(one.table).items() if column in placed.columns}
    heads = ({day: DAY} if day in placed.columns else {}) | shown
    heads = dict(list(heads.items())[: MOST_COLUMNS - 1])
    chosen = {column: placed[column] for column in heads}
    if one.value is not None and one.aggregate != "distinct":
        heads, chosen[VALUE] = {VALUE: one.title} | heads, one.value(placed)
    keyed = PERSON in placed.columns
    if keyed:
        chosen[PERSON] = placed[PERSON]
    count = int(placed.count().to_pyarrow().as_py())
    taken = placed.select(**chosen) if chosen else None
    if taken is not None and day in heads:
        taken = taken.order_by(taken[day].desc())
    rows = taken.limit(most).to_pyarrow().to_pylist() if taken is not None else []
    return Behind(
        name, one.title, one.table, _title(one.table), count, list(heads.items()),
        [[row[column] for column in heads] for row in rows] if heads else [],
        [row[PERSON] for row in rows] if keyed else None,
    )  # fmt: skip


def _day(time: str | Open | Latest | Ranges) -> str:
    match time:
        case str():
            return time
        case Open():
            return time.since
        case Latest():
            return time.day
    return time.until


def _title(name: str) -> Text:
    """The first part of what the table holds."""
    title = relations()[name].title if name in relations() else schema_table(name).meaning
    return Text(de=title.de.partition(";")[0], en=title.en.partition(";")[0])


def _columns(name: str) -> dict[str, Text]:
    """The columns that may be shown; those of the tables behind a relation by their names there."""
    found: dict[str, Text] = {}
    if name in relations():
        for source in relations()[name].sources:
            found |= {column: title for column, title in _columns(source).items() if column not in found}
        return found
    for column in schema_table(name).columns:
        if column.privacy not in SHOWN_PRIVACY or column.name in UNTOLD:
            continue
        if column.type == "instant":
            found[column.name.removesuffix("_at") + "_on"] = column.meaning
        elif column.type in KINDS:
            found[column.name] = column.meaning
    return found

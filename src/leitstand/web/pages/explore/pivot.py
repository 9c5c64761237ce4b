"""The answer to a question as a pivot table, with totals where they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leitstand.foundation.numbers import format_value
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.compute.result import Value
from leitstand.web.naming import value_name
from leitstand.web.pages.explore.question import Question
from leitstand.web.pages.explore.table import amount
from leitstand.web.state import written

MOST_ROWS, MOST_COLUMNS = 60, 26
UNASSIGNED = Text(de="nicht zugeordnet", en="not assigned")
FURTHER = Text(de="übrige", en="others")
WHOLE = Text(de="Gesamt", en="Total")
SUM = Text(de="Summe", en="Sum")
NOTHING = Text(de="", en="")


@dataclass(frozen=True, slots=True)
class Cell:
    text: Text
    part: float | None = None


@dataclass(frozen=True, slots=True)
class Pivot:
    """head: names of the columns. rows: name and cells. totals: the last row, empty where nothing adds up. whole: the
    raw total of all cells. left_out: rows that are not shown."""

    head: Sequence[Text]
    rows: Sequence[tuple[Text, Sequence[Cell]]]
    totals: Sequence[Cell]
    whole: float | None
    left_out: int = 0


def pivot(values: Sequence[Value], wholes: Sequence[Value], question: Question, adds: bool) -> Pivot | None:
    """values: of the question. wholes: the same without a split, one per period. adds: cells add up to the whole, over
    time too. None where there is nothing."""
    if not values:
        return None
    cells: dict[tuple[str | None, ...], dict[Any, Value]] = {}
    columns: dict[Any, Text] = {}
    for one in values:
        row, column, title = _place(one, question)
        cells.setdefault(row, {})[column] = one
        columns[column] = title
    if question.timed or len(question.by) < 2:
        order = sorted(columns, key=str)
    else:
        order = sorted(columns, key=lambda column: -sum(_size(row[column]) for row in cells.values() if column in row))
    order = order[-MOST_COLUMNS:] if question.timed else order[:MOST_COLUMNS]
    rows = sorted(cells.items(), key=lambda item: -sum(_size(one) for one in item[1].values()))
    shown = rows[:MOST_ROWS]
    cut = len(rows) > MOST_ROWS or (not question.timed and len(order) < len(columns))
    like = values[0]
    names = question.by if question.timed else question.by[:-1] if len(question.by) > 1 else question.by
    told = [(_named(row, names), [_cell(found.get(column), adds) for column in order]) for row, found in shown]
    left_out = len(rows) - len(shown)
    if adds:
        rest = FURTHER if cut else UNASSIGNED
        return _summed(told, [columns[one] for one in order], order, wholes, like, question.timed, rest, left_out)
    last: dict[Any, Value] = {one.period.start: one for one in wholes} if question.timed else {}
    totals = [Cell(amount(last[column])) if column in last else Cell(NOTHING) for column in order]
    return Pivot([columns[one] for one in order], told, totals if last else (), None, left_out)


def _summed(told: list[tuple[Text, list[Cell]]], head: list[Text], order: Sequence[Any], wholes: Sequence[Value],
            like: Value, timed: bool, rest_name: Text, left_out: int) -> Pivot:  # fmt: skip
    """With a column and a row of sums, and what no cell holds in a row of its own."""
    known: dict[Any, float] = {one.period.start: one.value or 0.0 for one in wholes}
    sums = [sum(cells[at].part or 0.0 for _, cells in told) for at in range(len(order))]
    if timed:
        rest = [known.get(column, 0.0) - sums[at] for at, column in enumerate(order)]
        if any(abs(one) > 0.005 for one in rest):
            told = [*told, (rest_name, [_number(one, like) for one in rest])]
            sums = [have + more for have, more in zip(sums, rest, strict=True)]
        whole = sum(known.get(column, 0.0) for column in order)
    else:
        whole = sum(known.values())
    rows = [(name, [*cells, Cell(_number(sum(one.part or 0.0 for one in cells), like).text)]) for name, cells in told]
    if not timed and abs(whole - sum(sums)) > 0.005:
        left = whole - sum(sums)
        rows.append((rest_name, [*(Cell(NOTHING) for _ in order), _number(left, like)]))
    totals = [*(Cell(_number(one, like).text) for one in sums), _number(whole, like)]
    return Pivot([*head, SUM], rows, totals, whole, left_out)


def _place(one: Value, question: Question) -> tuple[tuple[str | None, ...], Any, Text]:
    """Row, column and the column's name."""
    cell = tuple(one.dims[name] for name in question.by)
    if question.timed:
        return cell, one.period.start, Text(de=one.period.label("de"), en=one.period.label("en"))
    if len(cell) > 1:
        return cell[:-1], str(cell[-1]), value_name(question.by[-1], cell[-1])
    return cell, one.period.start, written(one.period)


def _named(row: tuple[str | None, ...], names: Sequence[str]) -> Text:
    if not row:
        return WHOLE
    told = [value_name(name, value) for name, value in zip(names, row, strict=True)]
    return Text(de=" · ".join(one.de for one in told), en=" · ".join(one.en for one in told))


def _cell(one: Value | None, adds: bool) -> Cell:
    if one is None:
        return Cell(Text(de="–", en="–"))
    return Cell(amount(one), one.value if adds else None)


def _number(value: float, like: Value) -> Cell:
    text: Mapping[str, str] = {say: format_value(value, like.unit, like.currency, say, short=True) for say in LANGUAGES}
    return Cell(Text(**text), value)


def _size(one: Value) -> float:
    return abs(one.value or 0.0) if one.denominator is None else float(one.n)

"""Draws the answer to a question: a course, courses side by side, bars, or a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Measure
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart
from leitstand.web.company import Company
from leitstand.web.naming import value_name
from leitstand.web.pages.explore.question import Question
from leitstand.web.state import State, written
from leitstand.web.timeline import noted
from leitstand.web.words import COMPARISONS

MOST_BARS, MOST_PANELS, MOST_CELLS = 24, 9, 12


def chart(company: Company, state: State, question: Question, values: Sequence[Value]) -> Chart | None:
    """The picture that fits the question; None where no number is known."""
    known = [one for one in values if one.value is not None]
    if not known:
        return None
    if question.timed and not question.by:
        columns, kind = _course(values), "series"
    elif question.timed:
        columns, kind = _panels(question, known), "multiples"
    elif len(question.by) == 2:
        columns, kind = _matrix(question, values), "matrix"
    else:
        columns, kind = _bars(question, known), "bars"
    one, like = find(question.metric), known[0]
    direction = "context" if isinstance(one, Measure) else one.direction
    names = {"comparison": COMPARISONS[state.comparison]}
    drawn = Chart(kind, columns, like.unit, question.title(state), None, like.currency, direction, names=names)
    return noted(company, drawn, [question.metric]) if kind == "series" else drawn


def label(one: Value) -> Text:
    """The cell in words; of the whole its period."""
    names = [value_name(name, value) for name, value in one.dims.items()]
    if not names:
        return written(one.period)
    return Text(de=" · ".join(name.de for name in names), en=" · ".join(name.en for name in names))


def _course(values: Sequence[Value]) -> dict[str, Sequence[Any]]:
    columns: dict[str, Sequence[Any]] = {
        "day": [one.period.start.isoformat() for one in values], "value": [one.value for one in values],
    }  # fmt: skip
    compared = [next((each.value for each in one.comparisons), None) for one in values]
    if any(one is not None for one in compared):
        columns["comparison"] = compared
    return columns


def _panels(question: Question, known: Sequence[Value]) -> dict[str, Sequence[Any]]:
    sizes: dict[tuple[str | None, ...], float] = {}
    for one in known:
        cell = tuple(one.dims.values())
        sizes[cell] = sizes.get(cell, 0.0) + (abs(one.value or 0.0) if one.denominator is None else one.n)
    shown = sorted(sizes, key=lambda cell: -sizes[cell])[:MOST_PANELS]
    order = {cell: place for place, cell in enumerate(shown)}
    rows = sorted((one for one in known if tuple(one.dims.values()) in order),
                  key=lambda one: (order[tuple(one.dims.values())], one.period.start))  # fmt: skip
    return {
        "panel": [label(one) for one in rows],
        "day": [one.period.start.isoformat() for one in rows],
        "value": [one.value for one in rows],
    }


def _matrix(question: Question, values: Sequence[Value]) -> dict[str, Sequence[Any]]:
    first, second = question.by
    keep = [_largest(values, name) for name in question.by]
    rows = [one for one in values if one.dims[first] in keep[0] and one.dims[second] in keep[1]]
    return {
        "row": [value_name(first, one.dims[first]) for one in rows],
        "column": [value_name(second, one.dims[second]) for one in rows],
        "value": [one.value for one in rows],
        "n": [one.n for one in rows],
    }


def _largest(values: Sequence[Value], name: str) -> set[str | None]:
    sizes: dict[str | None, float] = {}
    for one in values:
        sizes[one.dims[name]] = sizes.get(one.dims[name], 0.0) + one.n
    return set(sorted(sizes, key=lambda cell: -sizes[cell])[:MOST_CELLS])


def _bars(question: Question, known: Sequence[Value]) -> dict[str, Sequence[Any]]:
    shown = sorted(known, key=lambda one: -(one.value or 0.0))[:MOST_BARS]
    return {"label": [label(one) for one in shown], "value": [one.value for one in shown]}

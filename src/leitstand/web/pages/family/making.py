"""Makes the usual pieces of a family's page: a split, a table over several metrics, a share of chances."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from leitstand.analysis.contract import Evidence
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_value
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.compute.result import Value
from leitstand.metrics.registry import dimension, find
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.evidence import chart_of
from leitstand.web.company import Company, fitting
from leitstand.web.course import course
from leitstand.web.naming import value_name
from leitstand.web.pages.family.contract import Cell, Piece, Table
from leitstand.web.split import split
from leitstand.web.state import State

T = TypeVar("T")


def lines(company: Company, state: State, metrics: Sequence[str]) -> list[Piece]:
    """The course of each metric that has data."""
    return [
        Piece(find(metric).title, chart=drawn, metric=metric)
        for metric in metrics
        if company.has(metric) and (drawn := quiet(course, company, metric, state.where))
    ]


def quiet(make: Callable[..., T], *arguments: Any) -> T | None:
    """What is made, or None where the segment or period of the top bar does not fit it."""
    with suppress(LeitstandError):
        return make(*arguments)
    return None


def cut(company: Company, state: State, metric: str, names: Sequence[str], drawn: bool = False) -> list[Piece]:
    """The metric by the first of the dimensions that splits it into more than one cell. drawn: as bars too."""
    if not company.has(metric):
        return []
    for name in names:
        if name in company.catalogue[metric]["dimensions"] and (found := quiet(split, company, state, metric, name)):
            known = [one for one in found.parts if one.value is not None]
            if len(known) > 1:
                return [Piece(None, found.chart if drawn else None, found, metric=metric)]
    return []


def values_by(company: Company, state: State, metric: str, name: str) -> dict[str | None, Value]:
    """Cell → value in the period of the top bar; empty where there are none."""
    if not company.has(metric) or name not in company.catalogue[metric]["dimensions"]:
        return {}
    period = state.period
    found = quiet(lambda: company.values(metric, fitting(metric, period), state.where, by=[name], start=period.start,
                                         end=period.end))  # fmt: skip
    return {one.dims.get(name): one for one in found or () if one.period.start == period.start}


def beside(company: Company, state: State, name: str, metrics: Sequence[str], most: int = 12) -> Table | None:
    """Several metrics by one dimension; where the first adds up, with its total."""
    known = {metric: values_by(company, state, metric, name) for metric in metrics if company.has(metric)}
    known = {metric: cells for metric, cells in known.items() if cells}
    if not known:
        return None
    first = next(iter(known))
    adds = bool(company.catalogue[first]["additive"])
    order = sorted(known[first].values(), key=lambda one: -(one.value or 0.0))
    shown = order[:most] if not adds or len(order) <= most else order[: most - 1]
    rows = [
        [Cell(value_name(name, one.dims[name])), *_cells(one.dims[name], known, first if adds else "")]
        for one in shown if one.value is not None
    ]  # fmt: skip
    head = [(dimension(name).title, False), *((find(metric).title, True) for metric in known)]
    total: list[Cell] = []
    if adds:
        whole = company.value(first, state.period, state.where)
        rest = (whole.value or 0.0) - sum(one.value or 0.0 for one in shown)
        blanks = [Cell(Text(de="", en=""), True) for _ in range(len(known) - 1)]
        if abs(rest) > 0.005:
            rows.append([Cell(Text(de="übrige", en="others")), number(rest, whole, part=True), *blanks])
        wholes = [quiet(company.value, metric, state.period, state.where) for metric in list(known)[1:]]
        total = [Cell(Text(de="Gesamt", en="Total")), number(whole.value, whole, part=True),
                 *(number(one.value, one) if one else Cell(Text(de="–", en="–"), True) for one in wholes)]  # fmt: skip
    return Table(head, rows, total)


def _cells(cell: str | None, known: Mapping[str, Mapping[str | None, Value]], adding: str) -> list[Cell]:
    found = []
    for metric, cells in known.items():
        value = cells.get(cell)
        found.append(number(value.value if value else None, next(iter(cells.values())), part=metric == adding))
    return found


def number(value: float | None, like: Value, part: bool = False) -> Cell:
    """A number in the unit of another."""
    if value is None:
        return Cell(Text(de="–", en="–"), True)
    text = Text(**{say: format_value(value, like.unit, like.currency, say, short=True) for say in LANGUAGES})
    return Cell(text, True, value if part else None)


def found_chart(company: Company, kind: str, metrics: Sequence[str] = ()) -> list[Piece]:
    """The evidence of the findings of a type as the last run saw it; metrics: only those about them."""
    found = []
    for one in company.findings()["findings"]:
        if one["type"] == kind and one["status"] != "gone" and (not metrics or one["metric"] in metrics):
            evidence = one["evidence"]
            drawn: Chart | None = chart_of(
                Evidence(evidence["kind"], evidence["columns"], evidence["unit"], Text(**evidence["title"])),
                Text(**one["sentence"]), one["currency"], one["metric"],
            )  # fmt: skip
            if drawn:
                found.append(Piece(None, drawn, metric=one["metric"]))
    return found

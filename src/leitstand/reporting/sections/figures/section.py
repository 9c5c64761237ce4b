"""The lead metrics of each family: value, interval, changes, course; the first of each as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.result import STATUS_TEXTS, Value
from leitstand.metrics.registry import FAMILIES, find
from leitstand.reporting import wording
from leitstand.reporting.blocks import Block, Cell, Column, Course, Number, Picture, Range, Row, Table, Words
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.contract import ALL, Brief, ReportKind, Section

COLUMNS = (
    Column(Text(de="Kennzahl", en="Metric"), wide=2.6),
    Column(Text(de="Wert", en="Value"), number=True, wide=1.2),
    Column(Text(de="95-%-Bereich", en="95% interval"), number=True, wide=2.0, rank=2),
    Column(Text(de="zur Vorperiode", en="on period before"), number=True, wide=1.3, rank=1),
    Column(Text(de="zum Vorjahr", en="on last year"), number=True, wide=1.3),
    Column(Text(de="Urteil", en="Verdict"), wide=1.1),
    Column(Text(de="Vorperiode", en="Period before"), number=True, rank=3),
    Column(Text(de="Vorjahr", en="Last year"), number=True, rank=3),
    Column(Text(de="n", en="n"), number=True, rank=3),
    Column(Text(de="Definition", en="Definition"), rank=3),
    Column(Text(de="Verlauf", en="Course"), wide=1.3, rank=1),
)
CHARTED = {"monthly": ("revenue",), "quarterly": tuple(FAMILIES), "cockpit": ("revenue",)}
"""Families whose lead metric is drawn."""
MOST: dict[ReportKind, int] = {"monthly": 4, "quarterly": 4, "cockpit": 2}
"""Metrics of each family."""
SHORTEST = 4
"""Values that a chart needs at least."""


def builds(brief: Brief) -> Sequence[Block]:
    rows = [
        Row(_cells(value, brief), FAMILIES[name])
        for name, values in brief.figures.items()
        for value in values[: MOST[brief.kind]]
    ]
    if not rows:
        return []
    blocks: list[Block] = [Table(COLUMNS, rows, Text(de="Familie", en="Family"))]
    leads = [brief.figures[name][0] for name in CHARTED[brief.kind] if brief.figures.get(name)]
    charts = [chart for value in leads if (chart := _chart(value, brief)) is not None]
    return blocks + [Picture(chart, small=len(charts) > 1) for chart in charts]


def _cells(value: Value, brief: Brief) -> list[Cell]:
    before, year = wording.change(value, "previous_period"), wording.change(value, "previous_year")
    judged = year if year.value is not None else before
    earlier = {one.kind: one.value for one in value.comparisons}
    known = value.status == "ok"
    return [
        Words(find(value.metric).title),
        Number(value.value if known else None, value.unit, value.currency, strong=True),
        Range(value.ci_low, value.ci_high, value.unit, value.currency) if known else Words(STATUS_TEXTS[value.status]),
        before,
        year,
        Words(wording.JUDGED[judged.tone], judged.tone) if judged.tone else Words(Text(de="", en="")),
        Number(earlier.get("previous_period"), value.unit, value.currency),
        Number(earlier.get("previous_year"), value.unit, value.currency),
        Number(float(value.n), "count"),
        Words(Text(de=value.definition, en=value.definition), "quiet"),
        Course([one for _, one in brief.courses.get(value.metric, ())]),
    ]


def _chart(value: Value, brief: Brief) -> Chart | None:
    """The course of a metric under what it did."""
    course = brief.courses.get(value.metric, ())
    if sum(one is not None for _, one in course) < SHORTEST or value.value is None:
        return None
    one = find(value.metric)
    columns: dict[str, Any] = {
        "day": [period.start.isoformat() for period, _ in course],
        "value": [number for _, number in course],
    }
    first, last = course[0][0], course[-1][0]
    spans = Text(
        de=f"{first.label('de')} bis {last.label('de')}, je {_GRAINS[brief.period.grain].de}",
        en=f"{first.label('en')} to {last.label('en')}, by {_GRAINS[brief.period.grain].en}",
    )
    return Chart("series", columns, value.unit, _title(value), spans, value.currency, one.direction)


_GRAINS = {
    "month": Text(de="Monat", en="month"),
    "quarter": Text(de="Quartal", en="quarter"),
    "year": Text(de="Jahr", en="year"),
    "week": Text(de="Woche", en="week"),
}


def _title(value: Value) -> Text:
    """Net revenue: €266,167, 13.7% more than last year."""
    title = find(value.metric).title
    number = Number(value.value, value.unit, value.currency)
    moved = wording.change(value, "previous_year")
    plain = Text(de=f"{title.de}: {number.written('de')}", en=f"{title.en}: {number.written('en')}")
    if moved.value is None:
        return plain
    return Text(de=f"{plain.de}, {moved.plain('de')} zum Vorjahr", en=f"{plain.en}, {moved.plain('en')} on last year")


SECTION = Section(title=Text(de="Kennzahlen", en="Key figures"), order=10, kinds=ALL, builds=builds)

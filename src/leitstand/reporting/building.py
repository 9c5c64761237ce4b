"""Puts a report together out of the sections of the drawer."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from leitstand.foundation.registry import things
from leitstand.foundation.text import Language, Text
from leitstand.reporting import headline
from leitstand.reporting.blocks import Block, Cell, Course, Paragraph, Picture, Points, Range, Table
from leitstand.reporting.contract import TITLES, Brief, Built, Report, Section
from leitstand.reporting.wording import day_name, period_name, segment_name


@cache
def sections() -> dict[str, Section]:
    """Id → section of the drawer, in the order of the report."""
    found = cast("dict[str, Section]", things("leitstand.reporting.sections", "SECTION", "section"))
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def built(brief: Brief) -> Report:
    """The report; sections without blocks are left out."""
    made = [
        Built(name, one.title, blocks, one.appendix)
        for name, one in sections().items()
        if brief.kind in one.kinds and (blocks := one.builds(brief))
    ]
    name, title = period_name(brief.period), TITLES[brief.kind]
    return Report(
        kind=brief.kind,
        title=Text(de=f"{title.de} {name.de}", en=f"{title.en} {name.en}"),
        headline=headline.headline(brief.period, brief.figures),
        basis=basis(brief),
        period=brief.period,
        as_of=brief.as_of,
        made_at=brief.made_at,
        sections=made,
    )


def basis(brief: Brief) -> Text:
    """From which data, for which part of the company, and whether the period is over."""
    if brief.as_of is None:
        return Text(de="Noch keine Daten", en="No data yet")
    day = day_name(brief.as_of)
    german, english = [f"Datenstand {day.de}"], [f"Data as of {day.en}"]
    if brief.as_of < brief.period.last_day:
        days, covered = brief.period.days, max((brief.as_of - brief.period.start).days + 1, 0)
        german.append(f"{covered} von {days} Tagen")
        english.append(f"{covered} of {days} days")
    if brief.where.conditions:
        name = segment_name(brief.where)
        german.append(f"nur {name.de}")
        english.append(f"only {name.en}")
    return Text(de=" · ".join(german), en=" · ".join(english))


def told(report: Report, language: Language, rank: int = 3) -> dict[str, Any]:
    """The report as plain data in one language (the shape of `leitstand report --json`).

    Cells have `written` and what it was written from; charts their kind and columns. rank: of the columns of tables
    (see blocks.Column).
    """
    return {
        "kind": report.kind,
        "title": report.title.get(language),
        "headline": report.headline.get(language),
        "basis": report.basis.get(language),
        "period_start": report.period.start.isoformat(),
        "period_end": report.period.end.isoformat(),
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "made_at": report.made_at.isoformat(timespec="minutes"),
        "language": language,
        "sections": [
            {
                "id": one.id,
                "title": one.title.get(language),
                "appendix": one.appendix,
                "blocks": [_block(block, language, rank) for block in one.blocks],
            }
            for one in report.sections
        ],
    }


def _block(block: Block, language: Language, rank: int) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"block": "paragraph", "text": block.text.get(language), "tone": block.tone, "lead": block.lead}
        case Table():
            return _table(block.telling(rank), language)
        case Points():
            return _points(block, language)
        case Picture():
            chart = block.chart.said(language)
            return {
                "block": "chart",
                "small": block.small,
                "kind": chart.kind,
                "title": chart.title.get(language),
                "subtitle": chart.subtitle.get(language) if chart.subtitle else "",
                "unit": chart.unit,
                "currency": chart.currency,
                "columns": {name: list(values) for name, values in chart.columns.items()},
            }


def _table(block: Table, language: Language) -> dict[str, Any]:
    return {
        "block": "table",
        "columns": [
            {"title": one.title.get(language), "number": one.number, "wide": one.wide, "rank": one.rank}
            for one in block.columns
        ],
        "rows": [
            {
                "group": row.group.get(language) if row.group else "",
                "cells": [_cell(cell, language) for cell in row.cells],
            }
            for row in block.rows
        ],
    }


def _points(block: Points, language: Language) -> dict[str, Any]:
    def said(text: Text | None) -> str:
        return text.get(language) if text else ""

    return {
        "block": "points",
        "points": [
            {
                "head": said(one.head),
                "text": said(one.text),
                "tone": one.tone,
                "mark": mark,
                "worth": _cell(one.worth, language) if one.worth else None,
                "of": said(one.of),
                "notes": [said(note) for note in one.notes],
            }
            for one, mark in zip(block.points, block.marks(), strict=True)
        ],
    }


def _cell(cell: Cell, language: Language) -> dict[str, Any]:
    plain: dict[str, Any] = {"written": cell.written(language), "tone": cell.tone, "strong": cell.strong}
    if isinstance(cell, Course):
        return plain | {"course": list(cell.values)}
    if isinstance(cell, Range):
        return plain | {"low": cell.low, "high": cell.high}
    return plain | {"value": value} if (value := getattr(cell, "value", None)) is not None else plain

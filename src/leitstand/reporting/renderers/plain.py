"""Writes a report as plain text: the twin of its mail, for those who read without marks."""

from __future__ import annotations

from textwrap import wrap

from leitstand.foundation.text import Language
from leitstand.reporting.blocks import Block, Paragraph, Picture, Points, Table
from leitstand.reporting.charts.words import summary
from leitstand.reporting.contract import Report

WIDTH = 78
RANK = 0


def plain(report: Report, language: Language) -> str:
    """Lines of at most WIDTH characters, one section below the other."""
    title = report.title.get(language)
    lines = [title, "=" * len(title), "", *_wrapped(report.headline.get(language)), "", report.basis.get(language)]
    for one in report.sections:
        if one.appendix:
            continue
        name = one.title.get(language)
        lines += ["", "", name, "-" * len(name)]
        for block in one.blocks:
            lines += ["", *_block(block, language)]
    return "\n".join(lines) + "\n"


def _block(block: Block, language: Language) -> list[str]:
    match block:
        case Paragraph():
            return _wrapped(block.text.get(language))
        case Table():
            return _table(block.telling(RANK), language)
        case Points():
            return _points(block, language)
        case Picture():
            return _wrapped(f"{block.chart.title.get(language)}. {summary(block.chart, language)}")


def _table(table: Table, language: Language) -> list[str]:
    """Its rows as lines: name, then what the columns say of it."""
    lines: list[str] = []
    group = None
    for row in table.rows:
        if row.group is not None and row.group != group:
            group = row.group
            lines.append(f"[{group.get(language)}]")
        first, *others = row.cells
        said = [
            f"{column.title.get(language)} {written}"
            for cell, column in zip(others, table.columns[1:], strict=True)
            if (written := cell.written(language))
        ]
        lines += _wrapped(f"{first.written(language)}: {', '.join(said)}", "  ")
    return lines


def _points(points: Points, language: Language) -> list[str]:
    lines: list[str] = []
    for one, mark in zip(points.points, points.marks(), strict=True):
        head = f"{one.head.get(language)}. " if one.head else ""
        lines += _wrapped(f"{mark} {head}{one.text.get(language)}", "  ")
        if one.worth:
            of = one.of.get(language) if one.of else ""
            lines += _wrapped(f"  {one.worth.written(language)} {of}", "  ")
        for note in one.notes:
            lines += _wrapped(f"  {note.get(language)}", "  ")
    return lines


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]

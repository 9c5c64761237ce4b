"""Makes a mail of a report: tables with their styles beside them, nothing to be fetched, and the same as plain text."""

from __future__ import annotations

from html import escape
from itertools import groupby

from leitstand.foundation.text import Language
from leitstand.reporting.blocks import MARKS, Block, Cell, Paragraph, Picture, Points, Row, Table, Tone
from leitstand.reporting.charts.words import summary
from leitstand.reporting.contract import Document, Report
from leitstand.reporting.renderers.naming import file_name
from leitstand.reporting.renderers.plain import plain

RANK = 0
"""Columns up to this rank fit into a mail."""
FONT = "Inter,'Segoe UI',Helvetica,Arial,sans-serif"
INK, SECONDARY, HAIRLINE, PAPER, PETROL = "#1B2227", "#5B6670", "#DFE2E0", "#F6F6F3", "#0F5C6E"
TONES: dict[Tone, str] = {"good": "#0B6E4F", "bad": "#B4450F", "watch": "#8A6D1B", "quiet": SECONDARY, "": INK}
CELL = f"padding:6px 6px;border-bottom:1px solid {HAIRLINE};vertical-align:top;font-size:14px;line-height:1.4"
WHOLE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'


def html(report: Report, language: Language) -> Document:
    """The report as a mail; `subject` and `text` belong to it."""
    content = _page(report, language)
    title = report.title.get(language)
    return Document(
        file_name(report, language, "html"),
        "text/html; charset=utf-8",
        content.encode(),
        title,
        plain(report, language),
    )


def _page(report: Report, language: Language) -> str:
    title = escape(report.title.get(language))
    sections = "".join(
        f'<h2 style="margin:28px 0 8px;padding-top:10px;border-top:2px solid {PETROL};font-size:18px;line-height:1.3">'
        f"{escape(one.title.get(language))}</h2>{''.join(_block(block, language) for block in one.blocks)}"
        for one in report.sections
        if not one.appendix
    )
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
        f'<body style="margin:0;padding:0;background:{PAPER}">'
        f'<table {WHOLE} style="background:{PAPER}"><tr><td align="center" style="padding:16px 8px">'
        f'<table role="presentation" width="680" cellpadding="0" cellspacing="0" border="0" '
        f'style="width:100%;max-width:680px;background:#FFFFFF;border:1px solid {HAIRLINE}">'
        f'<tr><td style="padding:24px;font-family:{FONT};color:{INK};font-size:14px;line-height:1.45">'
        f'<p style="margin:0 0 6px;color:{PETROL};font-weight:600">Leitstand</p>'
        f'<h1 style="margin:0 0 12px;font-size:24px;line-height:1.25">{title}</h1>'
        f'<p style="margin:0 0 8px;padding-left:12px;border-left:3px solid {PETROL};font-size:17px;font-weight:600;'
        f'line-height:1.4">{escape(report.headline.get(language))}</p>'
        f'<p style="margin:0;color:{SECONDARY};font-size:13px">{escape(report.basis.get(language))}</p>'
        f"{sections}</td></tr></table></td></tr></table></body></html>\n"
    )


def _block(block: Block, language: Language) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, language)
        case Table():
            return _table(block.telling(RANK), language)
        case Points():
            return _points(block, language)
        case Picture():
            title, said = block.chart.title.get(language), summary(block.chart, language)
            return (
                f'<p style="margin:10px 0"><strong>{escape(title)}</strong><br>'
                f'<span style="color:{SECONDARY};font-size:13px">{escape(said)}</span></p>'
            )


def _paragraph(one: Paragraph, language: Language) -> str:
    mark = f"{MARKS[one.tone]} " if one.tone in ("good", "bad", "watch") else ""
    size = 15 if one.lead else 14
    said = escape(mark + one.text.get(language))
    return f'<p style="margin:8px 0;color:{TONES[one.tone]};font-size:{size}px">{said}</p>'


def _table(table: Table, language: Language) -> str:
    heads = "".join(
        f'<th scope="col" align="{"right" if one.number else "left"}" style="{CELL};color:{SECONDARY};font-size:12px;'
        f'font-weight:400">{escape(one.title.get(language))}</th>'
        for one in table.columns
    )
    body = ""
    for group, rows in groupby(table.rows, lambda row: row.group):
        body += _band(group.get(language), len(table.columns)) if group else ""
        body += "".join(_row(row, table, language) for row in rows)
    return (
        f'<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin:8px 0;'
        f'font-family:{FONT};color:{INK}"><tr>{heads}</tr>{body}</table>'
    )


def _band(group: str, columns: int) -> str:
    return (
        f'<tr><th colspan="{columns}" scope="rowgroup" align="left" style="{CELL};background:{PAPER};font-weight:600">'
        f"{escape(group)}</th></tr>"
    )


def _row(row: Row, table: Table, language: Language) -> str:
    cells = "".join(
        f'<td align="{"right" if column.number else "left"}" style="{CELL};{_style(cell)}">'
        f"{escape(cell.written(language))}</td>"
        for cell, column in zip(row.cells, table.columns, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _style(cell: Cell) -> str:
    weight = ";font-weight:600" if cell.strong else ""
    return f"color:{TONES[cell.tone]}{weight}"


def _points(points: Points, language: Language) -> str:
    rows, worths = [], any(one.worth for one in points.points)
    for one, sign in zip(points.points, points.marks(), strict=True):
        head = f"<strong>{escape(one.head.get(language))}</strong><br>" if one.head else ""
        notes = "".join(
            f'<br><span style="color:{SECONDARY};font-size:12px">{escape(note.get(language))}</span>'
            for note in one.notes
        )
        worth = ""
        if one.worth:
            of = escape(one.of.get(language)) if one.of else ""
            worth = (
                f'<strong style="white-space:nowrap">{escape(one.worth.written(language))}</strong><br>'
                f'<span style="color:{SECONDARY};font-size:12px">{of}</span>'
            )
        mark = escape(sign)
        rows.append(
            f'<tr><td width="18" style="{CELL};color:{TONES[one.tone]}">{mark}</td>'
            f'<td style="{CELL}">{head}{escape(one.text.get(language))}{notes}</td>'
            + (f'<td align="right" width="120" style="{CELL}">{worth}</td>' if worths else "")
            + "</tr>"
        )
    return (
        f'<table {WHOLE} style="border-collapse:collapse;margin:8px 0;font-family:{FONT};color:{INK}">'
        f"{''.join(rows)}</table>"
    )

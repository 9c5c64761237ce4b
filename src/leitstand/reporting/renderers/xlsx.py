"""Makes a workbook of a report: a sheet per section, numbers as numbers, charts that can be changed, definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.blocks import (
    Block,
    Cell,
    Change,
    Course,
    Day,
    Number,
    Paragraph,
    Picture,
    Points,
    Range,
    Table,
)
from leitstand.reporting.contract import Built, Document, Report
from leitstand.reporting.renderers import formats
from leitstand.reporting.renderers.naming import file_name
from leitstand.reporting.renderers.xlsx_charts import add_chart

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INK, SECONDARY, HAIRLINE, PAPER, PETROL = "#1B2227", "#5B6670", "#DFE2E0", "#F6F6F3", "#0F5C6E"
TONES = {"good": "#0B6E4F", "bad": "#B4450F", "watch": "#8A6D1B", "quiet": SECONDARY, "": INK}
FONT = "Arial"
SHEET_NAME = 31
"""Characters that the name of a sheet may have."""
WIDEST, NARROWEST, ROOM = 60, 9, 2
LONGEST = 32_000
"""Characters that a cell may hold."""
LINE = 13.5
"""Height of a line of text, in points."""
CHARTS = Text(de="Grafiken", en="Charts")
SAID = {
    "mark": Text(de="Richtung", en="Direction"),
    "text": Text(de="Was", en="What"),
    "title": Text(de="Titel", en="Title"),
    "worth": Text(de="Wert", en="Worth"),
    "of": Text(de="Art", en="Kind"),
    "notes": Text(de="Näheres", en="Details"),
    "from": Text(de="von", en="from"),
    "to": Text(de="bis", en="to"),
}
DIRECTION = {
    "good": Text(de="günstig", en="favourable"),
    "bad": Text(de="ungünstig", en="unfavourable"),
    "watch": Text(de="beobachten", en="watch"),
    "quiet": Text(de="", en=""),
    "": Text(de="", en=""),
}


def xlsx(report: Report, language: Language) -> Document:
    """The report as a workbook. Texts stay texts, whatever they begin with."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
                                   "strings_to_urls": False}) as book:  # fmt: skip
        title = report.title.get(language)
        book.set_properties({
            "title": title, "subject": report.basis.get(language), "author": "Leitstand", "company": "Leitstand",
            "created": report.made_at.replace(tzinfo=None),
        })  # fmt: skip
        styles, taken = _Styles(book), set[str]()
        for place, section in enumerate(_with_charts(report.sections)):
            sheet = book.add_worksheet(_sheet_name(section.title.get(language), taken))
            writer = _Sheet(book, sheet, styles, language)
            if place == 0:
                writer.head(report)
            writer.section(section)
            writer.finish(title, report.basis.get(language))
    return Document(file_name(report, language, "xlsx"), MEDIA_TYPE, out.getvalue())


def _with_charts(sections: Sequence[Built]) -> list[Built]:
    """The charts of all sections on a sheet of their own, before what is looked up at the end."""
    charts = [block for one in sections for block in one.blocks if isinstance(block, Picture)]
    rest = [
        Built(one.id, one.title, [block for block in one.blocks if not isinstance(block, Picture)], one.appendix)
        for one in sections
    ]
    drawn = [Built("charts", CHARTS, charts)] if charts else []
    return [one for one in rest if not one.appendix] + drawn + [one for one in rest if one.appendix]


def _sheet_name(title: str, taken: set[str]) -> str:
    name = re.sub(r"[\[\]:*?/\\]", " ", title)[:SHEET_NAME].strip("' ")
    while name.lower() in taken:
        name = f"{name[: SHEET_NAME - 2]} 2"
    taken.add(name.lower())
    return name


class _Styles:
    """Formats, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.known: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **given: Any) -> Any:
        asked = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top", **given}
        key = tuple(sorted(asked.items()))
        if key not in self.known:
            self.known[key] = self.book.add_format(asked)
        return self.known[key]


class _Sheet:
    """Writes blocks one below the other."""

    def __init__(self, book: Any, sheet: Any, styles: _Styles, language: Language) -> None:
        self.book, self.sheet, self.styles, self.language = book, sheet, styles, language
        self.row = 0
        self.widths: dict[int, int] = {}
        self.frozen = False
        self.texts: list[tuple[int, int, int]] = []

    def head(self, report: Report) -> None:
        """Title, headline and basis."""
        for text, size, bold, color in (
            (report.title, 16, True, INK), (report.headline, 11, True, PETROL), (report.basis, 10, False, SECONDARY),
        ):  # fmt: skip
            style = self.styles(font_size=size, bold=bold, font_color=color)
            self.sheet.write_string(self.row, 0, text.get(self.language), style)
            self.sheet.set_row(self.row, 1.5 * size)
            self.row += 1
        self.row += 1

    def section(self, section: Built) -> None:
        self.sheet.write_string(self.row, 0, section.title.get(self.language), self.styles(font_size=13, bold=True))
        self.row += 2
        for block in section.blocks:
            self._block(block)

    def finish(self, title: str, basis: str) -> None:
        """Widths, and how it is printed."""
        for column, width in self.widths.items():
            self.sheet.set_column(column, column, width)
        lines: dict[int, int] = {}
        for row, column, characters in self.texts:
            lines[row] = max(lines.get(row, 1), -(-characters // max(self.widths[column] - ROOM, 1)))
        for row, count in lines.items():
            if count > 1:
                self.sheet.set_row(row, LINE * count)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_header(f"&L{title.replace('&', '&&')}&R&A")
        self.sheet.set_footer(f"&L{basis.replace('&', '&&')}&R&P / &N")

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                style = self.styles(font_color=TONES[block.tone], bold=block.lead)
                self.sheet.write_string(self.row, 0, block.text.get(self.language)[:LONGEST], style)
                self.row += 2
            case Table():
                self._table(block)
            case Points():
                self._points(block)
            case Picture():
                self.row = add_chart(self.book, self.sheet, self.row, block.chart, self.language, self.styles) + 2

    def _table(self, table: Table) -> None:
        grouped = table.grouping is not None
        places = [place for place, _ in enumerate(table.columns) if not self._courses(table, place)]
        heads = [table.grouping.get(self.language)] if table.grouping else []
        for place in places:
            heads += self._heads(table, place)
        first = self.row
        self._head_row(heads)
        for row in table.rows:
            column = 0
            if grouped:
                self._text(column, row.group.get(self.language) if row.group else "", self.styles(**_LINE))
                column = 1
            for place in places:
                column = self._cell(column, row.cells[place])
            self.row += 1
        self._filtered(first, len(heads))

    def _points(self, points: Points) -> None:
        """Every point a row, so that the list can be sorted by what it is worth."""
        some = points.points
        named, worths = any(one.head for one in some), any(one.worth for one in some)
        notes = max((len(one.notes) for one in some), default=0)
        heads = [SAID["mark"], *([SAID["title"]] if named else []), SAID["text"]]
        said = [one.get(self.language) for one in heads]
        if worths:
            said += [SAID["worth"].get(self.language), SAID["of"].get(self.language)]
        said += [f"{SAID['notes'].get(self.language)} {place + 1}".removesuffix(" 1") for place in range(notes)]
        first = self.row
        self._head_row(said)
        wrapped = self.styles(text_wrap=True, **_LINE)
        for one in some:
            column = 0
            direction = self.styles(font_color=TONES[one.tone], **_LINE)
            texts = [(DIRECTION[one.tone].get(self.language), direction)]
            if named:
                bold = self.styles(bold=True, text_wrap=True, **_LINE)
                texts.append((one.head.get(self.language) if one.head else "", bold))
            texts.append((one.text.get(self.language), wrapped))
            for text, style in texts:
                self._text(column, text, style)
                column += 1
            if worths:
                column = self._cell(column, one.worth or Number(None, "currency"))
                self._text(column, one.of.get(self.language) if one.of else "", self.styles(**_LINE))
                column += 1
            for note in one.notes:
                self._text(column, note.get(self.language), wrapped)
                column += 1
            self.row += 1
        self._filtered(first, len(said))

    def _head_row(self, heads: Sequence[str]) -> None:
        style = self.styles(bold=True, font_color="#FFFFFF", bg_color=PETROL, text_wrap=True, valign="vcenter")
        for column, head in enumerate(heads):
            self.sheet.write_string(self.row, column, head, style)
            self._wide(column, max(map(len, head.split()), default=0) + 3)
        self.row += 1

    def _filtered(self, first: int, columns: int) -> None:
        """Headings stay in sight; a sheet has one filter only, that of its first table."""
        if not self.frozen and columns and self.row > first + 1:
            self.sheet.autofilter(first, 0, self.row - 1, columns - 1)
            if first < 8:
                self.sheet.freeze_panes(first + 1, 0)
            self.frozen = True
        self.row += 1

    def _courses(self, table: Table, place: int) -> bool:
        return any(isinstance(row.cells[place], Course) for row in table.rows)

    def _heads(self, table: Table, place: int) -> list[str]:
        """Two for a range: its ends stand in cells of their own."""
        title = table.columns[place].title.get(self.language)
        if any(isinstance(row.cells[place], Range) for row in table.rows):
            return [f"{title} {SAID[name].get(self.language)}" for name in ("from", "to")]
        return [title]

    def _cell(self, column: int, cell: Cell) -> int:
        """Answers the column after it."""
        base = {"font_color": TONES[cell.tone], "bold": cell.strong, **_LINE}
        match cell:
            case Number():
                written = formats.number_format(cell.unit, cell.currency, self.language, [cell.value],
                                                signed=cell.signed)  # fmt: skip
                self._number(column, cell.value, self.styles(num_format=written, **base))
            case Change():
                value, written = _change(cell, self.language)
                self._number(column, value, self.styles(num_format=written, **base))
            case Range():
                written = formats.number_format(cell.unit, cell.currency, self.language, [cell.low, cell.high])
                for place, value in enumerate((cell.low, cell.high)):
                    self._number(column + place, value, self.styles(num_format=written, **base))
                return column + 2
            case Day():
                style = self.styles(num_format=formats.DAY[self.language], align="left", **base)
                self._day(column, cell.day, style)
            case _:
                self._text(column, cell.written(self.language), self.styles(text_wrap=True, **base))
        return column + 1

    def _number(self, column: int, value: float | None, style: Any) -> None:
        if value is None:
            self.sheet.write_blank(self.row, column, None, style)
        else:
            self.sheet.write_number(self.row, column, value, style)
        self._wide(column, 14)

    def _day(self, column: int, day: date | None, style: Any) -> None:
        if day is None:
            self.sheet.write_blank(self.row, column, None, style)
        else:
            self.sheet.write_datetime(self.row, column, day, style)
        self._wide(column, 12)

    def _text(self, column: int, text: str, style: Any) -> None:
        self.sheet.write_string(self.row, column, text[:LONGEST], style)
        self._wide(column, len(text) + ROOM)
        self.texts.append((self.row, column, len(text)))

    def _wide(self, column: int, characters: int) -> None:
        self.widths[column] = max(self.widths.get(column, NARROWEST), min(characters, WIDEST))


_LINE: dict[str, Any] = {"bottom": 1, "bottom_color": HAIRLINE}


def _change(cell: Change, language: Language) -> tuple[float | None, str]:
    """The number that is shown, and its format: percentage points, percent, or the change itself."""
    if cell.value is None:
        return None, "General"
    if cell.unit == "ratio":
        return 100 * cell.value, formats.points_format(language)
    if cell.unit == "points" or cell.ratio is None:
        return cell.value, formats.number_format(cell.unit, cell.currency, language, [cell.value], signed=True)
    return cell.ratio, formats.number_format("ratio", None, language, signed=True)

"""Tables of slides: how tall rows will be, where to cut, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from leitstand.foundation.text import Language
from leitstand.reporting.blocks import Course, Points, Table
from leitstand.reporting.renderers.pptx_deck import (
    HAIRLINE,
    INK,
    PAPER,
    SECONDARY,
    TONES,
    WIDTH,
    add_run,
    fill,
    inches,
)

SIZE, NOTE = 13.0, 11.0
LINE = 1.22 / 72
"""Height of a line per point of its type, in inches."""
LETTER = 0.47 / 72
"""Mean width of a letter per point, in inches."""
PAD = 0.1
MARK, WORTH = 0.35, 1.9
EMPTY = "\xa0"
"""In a cell without words, which would else be as tall as the largest type."""
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a cell, one paragraph. size: in points."""

    text: str
    size: float = SIZE
    bold: bool = False
    color: str = INK


@dataclass(frozen=True, slots=True)
class Line:
    """A row: paragraphs of each cell. band: the heading of a group, over all columns."""

    cells: Sequence[Sequence[Said]]
    band: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """A table before it is drawn. widths: in inches. right: columns that are right-aligned. head: empty for none."""

    widths: Sequence[float]
    right: Sequence[bool]
    head: Sequence[str]
    rows: Sequence[Line]

    def fitting(self, room: float) -> int:
        """How many of the rows fit into so many inches; no heading of a group stands last."""
        left, count = room - self.head_height, 0
        for row in self.rows:
            left -= self.tall(row)
            if left < 0:
                break
            count += 1
        while count and self.rows[count - 1].band and count < len(self.rows):
            count -= 1
        return count

    def cut(self, place: int) -> tuple[Drafted, Drafted]:
        """The rows up to the place, and the rest under the heading of its group."""
        rest = self.rows[place:]
        if rest and not rest[0].band:
            band = next((row for row in reversed(self.rows[:place]) if row.band), None)
            rest = [band, *rest] if band else rest
        return replace(self, rows=self.rows[:place]), replace(self, rows=rest)

    @property
    def head_height(self) -> float:
        return SIZE * LINE * 1.0 + PAD if self.head else 0.0

    def tall(self, row: Line) -> float:
        if row.band:
            return SIZE * LINE + PAD
        return max(
            sum(_lines(said, width) * said.size * LINE for said in cell)
            for cell, width in zip(row.cells, self.widths, strict=True)
        ) + PAD  # fmt: skip


def height(table: Drafted) -> float:
    return table.head_height + sum(table.tall(row) for row in table.rows)


def _lines(said: Said, width: float) -> int:
    letters = max(int((width - PAD) / (said.size * LETTER)), 1)
    return max(-(-len(said.text) // letters), 1)


def drafted_table(table: Table, language: Language) -> Drafted:
    """Courses become charts of their own elsewhere: a slide has no room for lines as small as words."""
    places = [place for place, _ in enumerate(table.columns)
              if not any(isinstance(row.cells[place], Course) for row in table.rows)]  # fmt: skip
    columns = [table.columns[place] for place in places]
    wide = sum(one.wide for one in columns)
    rows: list[Line] = []
    group = None
    for row in table.rows:
        if row.group is not None and row.group != group:
            group = row.group
            rows.append(Line([[Said(group.get(language), bold=True)]], band=True))
        cells = [row.cells[place] for place in places]
        rows.append(Line([[Said(one.written(language), bold=one.strong, color=TONES[one.tone])] for one in cells]))
    return Drafted(
        [WIDTH * one.wide / wide for one in columns],
        [one.number for one in columns],
        [one.title.get(language) for one in columns],
        rows,
    )


def drafted_points(points: Points, language: Language) -> Drafted:
    worths = any(one.worth for one in points.points)
    widths = [MARK, WIDTH - MARK - WORTH, WORTH] if worths else [MARK, WIDTH - MARK]
    rows = []
    for one, mark in zip(points.points, points.marks(), strict=True):
        said = [Said(one.head.get(language), bold=True)] if one.head else []
        said.append(Said(one.text.get(language), size=SIZE))
        said += [Said(note.get(language), NOTE, color=SECONDARY) for note in one.notes]
        cells: list[Sequence[Said]] = [[Said(mark, SIZE, color=TONES[one.tone])], said]
        if worths:
            cells.append([] if one.worth is None else [
                Said(one.worth.written(language), 14, bold=True),
                Said(one.of.get(language) if one.of else "", NOTE, color=SECONDARY),
            ])  # fmt: skip
        rows.append(Line(cells))
    return Drafted(widths, [False, False, True], [], rows)


def put(slide: Any, table: Drafted, left: float, top: float, wide: float) -> float:
    """Draws it; answers where it ends."""
    heads = 1 if table.head else 0
    frame = slide.shapes.add_table(len(table.rows) + heads, len(table.widths), inches(left), inches(top), inches(wide),
                                   inches(height(table)))  # fmt: skip
    drawn = frame.table
    properties = drawn._tbl.tblPr
    properties.find(f"{{{_A}}}tableStyleId").text = NO_STYLE
    properties.set("bandRow", "0")
    properties.set("firstRow", "1" if heads else "0")
    for place, width in enumerate(table.widths):
        drawn.columns[place].width = inches(width)
    if heads:
        drawn.rows[0].height = inches(table.head_height)
        for place, title in enumerate(table.head):
            _fill(drawn.cell(0, place), [Said(title, NOTE, color=SECONDARY)], table.right[place])
    for number, row in enumerate(table.rows, heads):
        drawn.rows[number].height = inches(table.tall(row))
        if row.band:
            first = drawn.cell(number, 0)
            first.merge(drawn.cell(number, len(table.widths) - 1))
            _fill(first, row.cells[0], False)
            fill(first, PAPER)
            for place in range(1, len(table.widths)):
                _fill(drawn.cell(number, place), [], False)
            continue
        for place, cell in enumerate(row.cells):
            _fill(drawn.cell(number, place), cell, table.right[place])
    return top + height(table)


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _fill(cell: Any, said: Sequence[Said], right: bool) -> None:
    frame = cell.text_frame
    frame.word_wrap = True
    cell.margin_left = cell.margin_right = inches(PAD / 2)
    cell.margin_top = cell.margin_bottom = inches(PAD / 2 - 0.01)
    for place, one in enumerate(said or [Said("")]):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        add_run(paragraph, one.text or EMPTY, size=one.size, bold=one.bold, color=one.color, right=right)
    _line_below(cell)


def _line_below(cell: Any) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    line = parse_xml(f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{HAIRLINE}"/></a:solidFill></a:lnB>')
    cell._tc.get_or_add_tcPr().insert(0, line)

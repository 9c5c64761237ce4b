"""Makes slides of a report: titles that say something, tables and charts that can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.blocks import Block, Paragraph, Picture, Points, Table
from leitstand.reporting.contract import Built, Document, Report
from leitstand.reporting.renderers.naming import file_name
from leitstand.reporting.renderers.pptx_charts import add_chart
from leitstand.reporting.renderers.pptx_deck import BOTTOM, LEFT, TOP, WIDTH, Deck
from leitstand.reporting.renderers.pptx_tables import Drafted, drafted_points, drafted_table, height, put

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
RANK = 1
"""Columns up to this rank fit on a slide."""
GAP = 0.18
LINE = 0.27
"""Height of a line of a paragraph, in inches."""
HEADING = 0.3
"""Height of the heading of a section that shares a slide."""
CHARACTERS = 112
"""That fit into such a line."""
GOES_ON = Text(de="{title} ({place} von {all})", en="{title} ({place} of {all})")


def pptx(report: Report, language: Language) -> Document:
    """The report as slides of 16 : 9. What is only looked up stays away."""
    deck = Deck(report, language)
    for section in _together([one for one in report.sections if not one.appendix], language):
        _section(deck, section, language)
    out = BytesIO()
    deck.save(out)
    return Document(file_name(report, language, "pptx"), MEDIA_TYPE, out.getvalue())


def _together(sections: Sequence[Built], language: Language) -> list[Built]:
    """Short sections that follow each other share a slide, each under its own heading."""
    found: list[Built] = []
    room = 0.0
    for one in sections:
        needed = _height(one, language)
        if needed is not None and found and room >= needed + HEADING + GAP:
            before = found.pop()
            first = before.blocks if "+" in before.id else [Paragraph(before.title), *before.blocks]
            title = Text(de=f"{before.title.de} · {one.title.de}", en=f"{before.title.en} · {one.title.en}")
            found.append(Built(f"{before.id}+{one.id}", title, [*first, Paragraph(one.title), *one.blocks]))
            room -= needed + HEADING + GAP
        else:
            found.append(one)
            room = 0.0 if needed is None else BOTTOM - TOP - needed - HEADING - GAP
    return found


def _height(section: Built, language: Language) -> float | None:
    """Of a section on one slide; None where it needs more, or has charts."""
    if any(isinstance(one, Picture) for one in section.blocks):
        return None
    pages = _pages(section.blocks, language)
    if len(pages) > 1:
        return None
    return sum(
        (_paragraph_height(one, language) if isinstance(one, Paragraph) else height(one)) + GAP
        for page in pages
        for one in page
    )


def _section(deck: Deck, section: Built, language: Language) -> None:
    """Words and tables flow over as many slides as they need; then each chart has one, small ones share it."""
    flowing = [block for block in section.blocks if not isinstance(block, Picture)]
    pages = _pages(flowing, language)
    for place, page in enumerate(pages, 1):
        title = section.title.get(language)
        if len(pages) > 1:
            title = GOES_ON.get(language).format(title=title, place=place, all=len(pages))
        slide = deck.slide(title)
        top = TOP
        for one in page:
            top = _put(slide, one, top, language) + GAP
    for small, charts in groupby((one for one in section.blocks if isinstance(one, Picture)), lambda one: one.small):
        for pair in _by(list(charts), 2 if small else 1):
            slide = deck.slide(section.title.get(language) if small else pair[0].chart.title.get(language))
            wide = (WIDTH - GAP * (len(pair) - 1)) / len(pair)
            for place, picture in enumerate(pair):
                add_chart(
                    slide, picture.chart, language, LEFT + place * (wide + GAP), TOP, wide, BOTTOM - TOP, titled=small
                )


def _by(some: Sequence[Picture], number: int) -> Iterator[Sequence[Picture]]:
    for place in range(0, len(some), number):
        yield some[place : place + number]


def _pages(blocks: Sequence[Block], language: Language) -> list[list[Paragraph | Drafted]]:
    """What stands on each slide. Tables are cut between rows; a sentence above a table goes with it."""
    pages: list[list[Paragraph | Drafted]] = [[]]
    left = BOTTOM - TOP
    for block in blocks:
        if isinstance(block, Paragraph):
            pages, left = _with(pages, left, block, _paragraph_height(block, language))
            continue
        if not isinstance(block, Table | Points):
            continue
        table = drafted_table(block.telling(RANK), language) if isinstance(block, Table) else (
            drafted_points(block, language))  # fmt: skip
        while table.rows:
            fitting = table.fitting(left)
            if fitting == 0 and left < BOTTOM - TOP:
                over = _above(pages[-1])
                pages.append([over] if over else [])
                left = BOTTOM - TOP - (_paragraph_height(over, language) + GAP if over else 0.0)
                continue
            part, table = table.cut(max(fitting, 1))
            pages[-1].append(part)
            left -= height(part) + GAP
    return [page for page in pages if page]


def _with(pages: list[list[Paragraph | Drafted]], left: float, block: Paragraph,
          needed: float) -> tuple[list[list[Paragraph | Drafted]], float]:  # fmt: skip
    if needed > left and pages[-1]:
        pages.append([])
        left = BOTTOM - TOP
    pages[-1].append(block)
    return pages, left - needed - GAP


def _above(page: list[Paragraph | Drafted]) -> Paragraph | None:
    """Takes the sentence at the end of a page away, to stand above what follows on the next."""
    if page and isinstance(page[-1], Paragraph) and not page[-1].lead:
        last = page.pop()
        return last if isinstance(last, Paragraph) else None
    return None


def _paragraph_height(block: Paragraph, language: Language) -> float:
    lines = -(-len(block.text.get(language)) // CHARACTERS)
    return LINE * lines * (1.35 if block.lead else 1.0)


def _put(slide: Any, one: Paragraph | Drafted, top: float, language: Language) -> float:
    """Answers where it ends."""
    if isinstance(one, Drafted):
        return put(slide, one, LEFT, top, WIDTH)
    from leitstand.reporting.renderers.pptx_deck import add_text

    tall = _paragraph_height(one, language)
    add_text(slide, one.text.get(language), LEFT, top, WIDTH, tall, size=16 if one.lead else 13, tone=one.tone,
             bold=not one.lead and not one.tone)  # fmt: skip
    return top + tall

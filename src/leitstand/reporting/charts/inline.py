"""Charts for the web: SVG whose colours come from the page's stylesheet, so that every theme and the printer fit."""

from __future__ import annotations

from html import escape

from leitstand.foundation.text import Language
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing
from leitstand.reporting.charts.marks.letters import wrapped
from leitstand.reporting.charts.marks.pen import LINE, Pen
from leitstand.reporting.charts.registry import kind_of, tells

WIDTHS = (270, 380, 560, 820)
"""Pixels for which a chart is laid out for pages; the stylesheet shows the one that fits (`charts.css`)."""
NAMES = dict(zip(WIDTHS, ("narrow", "small", "medium", "wide"), strict=True))


def drawing(chart: Chart, language: Language, width: int | None = None) -> str:
    """The chart as <svg role="img"> named by its sentence, with classes only and exact values in data-says.

    width: pixels for which it is laid out; None: one drawing for each of WIDTHS, of which the page shows the fitting.
    Raises ValueError where columns are missing or unequally long.
    """
    if width is None:
        return "".join(drawing(chart, language, one) for one in WIDTHS)
    found = drawn(chart, language, width)
    name = escape(chart.title.get(language))
    size = f" {NAMES[width]}" if width in NAMES else ""
    return (
        f'<svg class="plot{size}" role="img" aria-label="{name}" viewBox="0 0 {found.width:g} {found.height:g}" '
        f'font-size="12">{found.parts}</svg>'
    )


def drawn(chart: Chart, language: Language, width: float) -> Drawing:
    """The parts of the picture; a sentence where no value is known."""
    kind, said = kind_of(chart), chart.said(language)
    return kind.draws(said, language, width) if tells(kind, said) else _empty(language, width)


def _empty(language: Language, width: float) -> Drawing:
    pen = Pen(width)
    texts = wrapped(look.EMPTY.get(language), width - 20, most=3)
    pen.lines(width / 2, 30 + LINE * len(texts) / 2, texts, "hint", "middle")
    return pen.drawing(60 + LINE * len(texts))

"""Cells of two dimensions, coloured by heat: content by channel, cohorts by age."""

from __future__ import annotations

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Language
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.pen import LINE, SMALL, Pen, widest

GAP, SPACE = 10, 2
HIGH, LOW = 46, 28
"""Pixels of a row with and without the number of cases."""


def grid(
    chart: Chart,
    language: Language,
    width: float,
    *,
    cases: bool,
    title: str = "",
    whole: float | None = None,
    heads: list[str] | None = None,
) -> Drawing:
    """Cells by `row` and `column`, in the order in which they appear. cases: the number behind each stands below its
    value. title: of the columns. whole: a value that is not news and gets no heat. heads: the columns, where in another
    order."""
    pen, high = Pen(width), HIGH if cases else LOW
    names = list(dict.fromkeys(map(str, chart.columns["row"])))
    heads = heads or list(dict.fromkeys(map(str, chart.columns["column"])))
    lines = {name: letters.wrapped(name, 0.3 * width) for name in names}
    left = widest(line for texts in lines.values() for line in texts) + GAP
    wide = min((width - left) / len(heads), 220)
    pen.words(left, 8, title, "second", size=SMALL)
    top = _heads(pen, heads, left, wide, LINE + 2 if title else 0)
    known = [one for one in chart.columns["value"] if one is not None and one != whole] or [0.0]
    low, most = min(known), max(known)
    for place, name in enumerate(names):
        pen.lines(left - GAP, top + high * (place + 0.5), lines[name], anchor="end")
    for row in chart.rows():
        x, y = left + wide * heads.index(str(row["column"])), top + high * names.index(str(row["row"]))
        heat = None if row["value"] in (None, whole) else look.heat(row["value"], low, most)
        role = "quiet" if heat is None else f"heat{heat}"
        pen.rect(x, y, wide - SPACE, high - SPACE, role, round_=3, says=_says(chart, row, language))
        _inside(pen, chart, row, language, (x + (wide - SPACE) / 2, y + (high - SPACE) / 2, wide - SPACE), heat, cases)
    return pen.drawing(top + high * len(names))


def _inside(
    pen: Pen, chart: Chart, row: dict[str, object], language: Language, place: tuple[float, float, float],
    heat: int | None, cases: bool,
) -> None:  # fmt: skip
    """The words of a cell, as far as they fit."""
    x, y, room = place
    text = look.written(chart, row["value"], language) or "–"  # type: ignore[arg-type]
    counted = _counted(row, language)
    role = "second" if heat is None else "on-heat" if heat >= 4 else "ink"
    low = cases and counted and letters.width(counted, SMALL) <= room - 4
    small = letters.width(text, 12, True) > room - 4
    if letters.width(text, 10 if small else 12, True) <= room - 2:
        pen.words(x, y - (LINE / 2 if low else 0), text, role, "middle", bold=True, size=10 if small else 12)
    if low:
        pen.words(x, y + LINE / 2 + 1, counted, role, "middle", size=SMALL)


def _counted(row: dict[str, object], language: Language) -> str:
    n = row.get("n")
    return f"n = {format_number(n, language)}" if isinstance(n, int | float) else ""


def _says(chart: Chart, row: dict[str, object], language: Language) -> str:
    said = look.exact(row["value"], chart.unit, chart.currency, language)  # type: ignore[arg-type]
    return " · ".join(one for one in (f"{row['row']} × {row['column']}", said, _counted(row, language)) if one)


def _heads(pen: Pen, heads: list[str], left: float, wide: float, top: float) -> float:
    """Names of the columns, every so many where they would touch; answers where the cells begin."""
    lines = [letters.wrapped(head, max(wide - 6, 56), 2, SMALL) for head in heads]
    every = -(-(widest((line for one in lines for line in one), SMALL) + 6) // wide)
    most = max(len(one) for one in lines)
    for place, texts in enumerate(lines):
        if place % max(every, 1) == 0:
            first = LINE * (most - len(texts))
            for index, text in enumerate(texts):
                x = min(left + wide * (place + 0.5) - 1, pen.width - letters.width(text, SMALL) / 2)
                pen.words(x, top + 8 + first + LINE * index, text, "second", "middle", size=SMALL)
    return top + LINE * most + 4

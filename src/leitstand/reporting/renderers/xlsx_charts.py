"""Puts a chart into a sheet: its numbers as cells, and beside them a chart that is drawn from these cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.words import table
from leitstand.reporting.renderers import formats
from leitstand.reporting.renderers.native import COLORS, Native, Series, months_between_ticks, native

LONGEST = 110
"""Characters of a title that fit above a chart; a longer one stands above the numbers only."""
WIDTH, HEIGHT, BAR, ROW = 720, 300, 34, 20
"""In pixels: of a chart, of a bar in it, of a row of the sheet."""
COLUMN = 16
"""Width of a column of numbers."""
BESIDE = 1
"""Columns between the numbers and their chart."""
NAME, TIME = Text(de="Bezeichnung", en="Name"), Text(de="Zeit", en="Time")
TYPES = {"line": ("line", None), "bars": ("bar", None), "stacked": ("bar", "stacked"), "scatter": ("scatter", None)}

Styles = Callable[..., Any]


def add_chart(book: Any, sheet: Any, row: int, chart: Chart, language: Language, styles: Styles) -> int:
    """Writes the chart from the row on; answers the first row below it."""
    told = chart.said(language)
    sheet.write_string(row, 0, told.title.get(language), styles(bold=True))
    if told.subtitle:
        sheet.write_string(row + 1, 0, told.subtitle.get(language), styles(font_color="#5B6670"))
    found = native(chart, language)
    if found is None:
        return _as_table(sheet, row + 2, chart, language, styles)
    first = row + 2
    sheet.set_column(0, len(found.series), COLUMN)
    end = _numbers(sheet, first, found, language, styles)
    drawn = _drawn(book, sheet.get_name(), first, found)
    height = max(HEIGHT, BAR * len(found.categories) + 70) if found.shape in ("bars", "stacked") else HEIGHT
    drawn.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(first, len(found.series) + 1 + BESIDE, drawn, {"description": found.title})
    return max(end, first + height // ROW + 1)


def _numbers(sheet: Any, first: int, found: Native, language: Language, styles: Styles) -> int:
    head = styles(bold=True, bottom=1, bottom_color="#5B6670", text_wrap=True)
    heads = [(TIME if found.shape == "line" else NAME).get(language), *(one.name for one in found.series)]
    for column, name in enumerate(heads):
        sheet.write_string(first, column, name, head)
    day, text = styles(num_format=formats.MONTH[language], align="left"), styles()
    for place, category in enumerate(found.categories, first + 1):
        if isinstance(category, date):
            sheet.write_datetime(place, 0, category, day)
        else:
            sheet.write_string(place, 0, category, text)
        for column, one in enumerate(found.series, 1):
            value = one.values[place - first - 1]
            if value is not None:
                sheet.write_number(place, column, value, styles(num_format=one.sign + found.format))
    return first + 1 + len(found.categories)


def _drawn(book: Any, name: str, first: int, found: Native) -> Any:
    kind, sub = TYPES[found.shape]
    drawn = book.add_chart({"type": kind, "subtype": sub} if sub else {"type": kind})
    last = first + len(found.categories)
    if found.shape == "scatter":
        x, y = found.series
        drawn.add_series({
            "name": found.title, "categories": [name, first + 1, 1, last, 1], "values": [name, first + 1, 2, last, 2],
            "marker": {"type": "circle", "size": 8, "fill": {"color": f"#{COLORS['main']}"}, "border": {"none": True}},
            "data_labels": {"custom": [{"value": str(one)} for one in found.categories], "value": True,
                            "position": "right"},
        })  # fmt: skip
        drawn.set_x_axis(
            {"name": x.name, "name_font": _SMALL, "num_font": _SMALL, "major_gridlines": {"visible": False}}
        )
        drawn.set_y_axis({"name": y.name, "name_font": _SMALL, "num_font": _SMALL, "major_gridlines": _GRID})
    else:
        for column, one in enumerate(found.series, 1):
            place = {"categories": [name, first + 1, 0, last, 0], "values": [name, first + 1, column, last, column]}
            drawn.add_series({"name": [name, first, column], **place, **_look(one, found)})
        _axes(drawn, found)
    title = found.title if len(found.title) <= LONGEST else found.subtitle
    drawn.set_title({"name": title, "name_font": {"size": 11, "name": "Arial"}} if title else {"none": True})
    drawn.set_legend({"position": "bottom", "font": _SMALL} if found.legend else {"none": True})
    return drawn


_SMALL = {"size": 9, "name": "Arial", "color": "#5B6670"}
_GRID = {"visible": True, "line": {"color": "#DFE2E0", "width": 0.75}}


def _look(one: Series, found: Native) -> dict[str, Any]:
    color = f"#{COLORS[one.role]}"
    if found.shape == "line":
        dash = {"plan": "dash", "limit": "round_dot", "range": "square_dot"}.get(one.role, "solid")
        return {"line": {"color": color, "width": 2.25 if one.role == "main" else 1.25, "dash_type": dash}}
    if one.role == "base":
        return {"fill": {"none": True}, "border": {"none": True}, "gap": 60}
    label = {"value": True, "num_format": one.sign + found.format, "font": _SMALL}
    return {"fill": {"color": color}, "border": {"none": True}, "gap": 60, "data_labels": label}


def _axes(drawn: Any, found: Native) -> None:
    if found.shape == "line":
        days = {"date_axis": True, "num_format": "mm/yyyy", "major_unit": months_between_ticks(found),
                "major_unit_type": "months"} if isinstance(found.categories[0], date) else {}  # fmt: skip
        drawn.set_x_axis({"num_font": _SMALL, "line": {"color": "#DFE2E0"}, "label_position": "low", **days})
        drawn.set_y_axis({"num_format": found.axis, "num_font": _SMALL, "major_gridlines": _GRID,
                          "line": {"none": True}})  # fmt: skip
        drawn.show_blanks_as("gap")
    else:
        drawn.set_x_axis({"num_format": found.format, "num_font": _SMALL, "major_gridlines": {"visible": False},
                          "visible": False})  # fmt: skip
        drawn.set_y_axis({"reverse": True, "num_font": _SMALL, "line": {"color": "#DFE2E0"}, "label_position": "low"})


def _as_table(sheet: Any, first: int, chart: Chart, language: Language, styles: Styles) -> int:
    """The values of a chart that the program cannot draw, as people write them."""
    head, rows = table(chart, language)
    for column, name in enumerate(head):
        sheet.write_string(first, column, name, styles(bold=True, bottom=1))
    for place, row in enumerate(rows, first + 1):
        for column, one in enumerate(row):
            sheet.write_string(place, column, one, styles())
    return first + 1 + len(rows)

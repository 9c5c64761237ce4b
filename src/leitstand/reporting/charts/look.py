"""Colours, type and number formats that all charts share."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from leitstand.foundation.numbers import FIXED_SPACE, LOCALES, MINUS, WHOLE_UNITS, format_change, format_value
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart

INK, SECONDARY, HINT, HAIRLINE, CARD = "#1B2227", "#5B6670", "#69757C", "#DFE2E0", "#FFFFFF"
PETROL, SOFT, HIGHLIGHT, VIOLET = "#0F5C6E", "#CFE0E4", "#F2B66D", "#6B4E9B"
GOOD, BAD, GREY = "#0B6E4F", "#B4450F", "#AEB6BA"
FONT = "Inter, Segoe UI, Helvetica Neue, Arial, sans-serif"
WIDTH = 720
TITLE_LINE, SUBTITLE_LINE = 82, 98
"""Characters of a line that fit into the width in the widest of the fonts."""
LABEL_LINE, LABEL_LIMIT = 34, 260

CONFIG: dict[str, Any] = {
    "background": CARD,
    "font": FONT,
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "color": INK, "fontSize": 15, "fontWeight": 600, "offset": 14, "lineHeight": 20,
        "subtitleColor": SECONDARY, "subtitleFontSize": 13, "subtitlePadding": 6, "subtitleLineHeight": 17,
    },
    "axis": {
        "labelColor": SECONDARY, "labelFontSize": 12, "titleColor": SECONDARY, "titleFontSize": 12,
        "titleFontWeight": 400, "domainColor": HAIRLINE, "tickColor": HAIRLINE, "gridColor": HAIRLINE,
        "labelLimit": LABEL_LIMIT,
    },
    "text": {"color": INK, "fontSize": 12},
    "legend": {"labelColor": SECONDARY, "titleColor": SECONDARY},
}  # fmt: skip


def written(chart: Chart, value: float | None, language: Language, *, change: bool = False) -> str:
    """A number of the chart as it stands beside its mark; "" where it is unknown. change: signed, shares in points."""
    if value is None:
        return ""
    if chart.unit in WHOLE_UNITS and abs(value) >= 100:
        value = float(round(value))
    if change and not chart.unit.startswith("currency"):
        return format_change(value, None, chart.unit, chart.currency, language)
    return format_value(value, chart.unit, chart.currency, language, short=True, signed=change)


def color_of(chart: Chart, change: float) -> str:
    """The colour of a change: good, bad, or neither."""
    if chart.direction == "context" or not change:
        return PETROL
    return GOOD if (change > 0) == (chart.direction == "up") else BAD


def lines(text: str, width: int) -> list[str]:
    """The text in lines of at most so many characters, broken between words."""
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


def tick_format(chart: Chart, language: Language) -> dict[str, Any]:
    """Properties of an axis that shows the chart's unit: millions as people of the language write them."""
    if chart.unit == "ratio":
        return {"format": ".3~%"}
    sign = "$" if chart.unit.startswith("currency") else ""
    if max(map(abs, numbers(chart)), default=0) < 1e6:
        return {"format": f"{sign},.3~f"}
    symbol = currency_symbol(chart, language) if sign else ""
    number = "format(abs(datum.value) / 1e6, ',.3~f')"
    written = Text(
        de=f"{number} + '{FIXED_SPACE}Mio.{FIXED_SPACE}{symbol}'".replace(f"{FIXED_SPACE}'", "'"),
        en=f"'{symbol}' + {number} + 'M'",
    )
    return {"labelExpr": f"(datum.value < 0 ? '{MINUS}' : '') + {written.get(language)}"}


def currency_symbol(chart: Chart, language: Language) -> str:
    """€, $ or the code."""
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(chart.currency or "EUR", locale=LOCALES[language])


def numbers(chart: Chart) -> list[float]:
    """All known numbers of a chart."""
    return [one for values in chart.columns.values() for one in values if isinstance(one, int | float)]


def named(rows: list[dict[str, Any]], field: str = "label") -> list[dict[str, Any]]:
    """The rows with their names in two lines at most."""
    return [row | {field: "\n".join(wrap(row[field], LABEL_LINE, max_lines=2, placeholder=" …"))} for row in rows]


def name_axis(field: str = "label") -> dict[str, Any]:
    """An axis of names, in the order of the rows."""
    axis = {"ticks": False, "domain": False, "labelPadding": 8, "labelExpr": "split(datum.label, '\\n')",
            "labelLineHeight": 14}  # fmt: skip
    return {"field": field, "type": "nominal", "sort": None, "title": None, "axis": axis}


def amount_scale(ends: Sequence[float], room: float = 0.22) -> dict[str, Any]:
    """A scale from zero over all ends of bars, with room (a share of it) for the words that stand behind each."""
    low, high = min(0.0, *ends), max(0.0, *ends)
    return {"domain": [low, high + room * ((high - low) or 1.0)], "nice": False, "zero": True}


def day_axis(title: str | None = None) -> dict[str, Any]:
    """A time axis: the year under January, short names of months else where there is room."""
    return {"field": "day", "type": "temporal", "title": title,
            "axis": {"grid": False, "tickCount": 8, "labelOverlap": True, "format": "%m/%Y"}}  # fmt: skip

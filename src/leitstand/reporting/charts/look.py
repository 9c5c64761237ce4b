"""Colours, type and number formats that all charts share."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.numbers import format_value
from leitstand.foundation.text import Language
from leitstand.reporting.charts.contract import Chart

INK, SECONDARY, HINT, HAIRLINE, CARD = "#1B2227", "#5B6670", "#69757C", "#DFE2E0", "#FFFFFF"
PETROL, SOFT, HIGHLIGHT, VIOLET = "#0F5C6E", "#CFE0E4", "#F2B66D", "#6B4E9B"
GOOD, BAD, GREY = "#0B6E4F", "#B4450F", "#AEB6BA"
FONT = "Inter, Segoe UI, Helvetica Neue, Arial, sans-serif"
WIDTH = 640

CONFIG: dict[str, Any] = {
    "background": CARD,
    "font": FONT,
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "color": INK, "fontSize": 16, "fontWeight": 600, "offset": 14,
        "subtitleColor": SECONDARY, "subtitleFontSize": 13, "subtitlePadding": 6,
    },
    "axis": {
        "labelColor": SECONDARY, "labelFontSize": 12, "titleColor": SECONDARY, "titleFontSize": 12,
        "titleFontWeight": 400, "domainColor": HAIRLINE, "tickColor": HAIRLINE, "gridColor": HAIRLINE,
        "labelLimit": 220,
    },
    "text": {"color": INK, "fontSize": 12},
    "legend": {"labelColor": SECONDARY, "titleColor": SECONDARY},
}  # fmt: skip


def written(chart: Chart, value: float | None, language: Language, *, signed: bool = False) -> str:
    """A number of the chart as it stands beside its mark; "" where it is unknown."""
    if value is None:
        return ""
    return format_value(value, chart.unit, chart.currency, language, short=True, signed=signed)


def tick_format(chart: Chart) -> dict[str, Any]:
    """Properties of an axis that shows the chart's unit."""
    if chart.unit == "ratio":
        return {"format": ".3~%"}
    return {"format": "$,.2~s" if chart.unit.startswith("currency") and _large(chart) else ",.3~f"}


def _large(chart: Chart) -> bool:
    known = [abs(one) for values in chart.columns.values() for one in values if isinstance(one, int | float)]
    return max(known, default=0) >= 1e6


def day_axis(title: str | None = None) -> dict[str, Any]:
    """A time axis: the year under January, short names of months else where there is room."""
    return {"field": "day", "type": "temporal", "title": title,
            "axis": {"grid": False, "tickCount": 8, "labelOverlap": True, "format": "%m/%Y"}}  # fmt: skip

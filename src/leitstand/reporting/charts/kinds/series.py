"""The course of a number: what was, what was expected, what is to come, and the limit."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind

NAMES = {
    "value": Text(de="tatsächlich", en="actual"),
    "expected": Text(de="erwartet", en="expected"),
    "forecast": Text(de="Prognose", en="forecast"),
    "limit": Text(de="Grenze", en="limit"),
}
STYLES: dict[str, dict[str, Any]] = {
    "expected": {"color": look.GREY, "strokeWidth": 1.5},
    "limit": {"color": look.BAD, "strokeWidth": 1, "strokeDash": [2, 3]},
    "forecast": {"color": look.PETROL, "strokeWidth": 2, "strokeDash": [6, 4]},
    "value": {"color": look.INK, "strokeWidth": 2},
}
BANDS = (("low95", "high95", 0.45), ("p10", "p90", 0.8), ("low", "high", 0.6))


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    x = look.day_axis()
    scale = {"zero": False, "nice": True}
    axis = {"title": None, "tickCount": 5, **look.tick_format(chart)}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "area", "color": look.SOFT, "opacity": opacity},
            "encoding": {
                "x": x,
                "y": {"field": low, "type": "quantitative", "scale": scale, "axis": axis},
                "y2": {"field": high},
            },
        }
        for low, high, opacity in BANDS
        if low in chart.columns and high in chart.columns
    ]
    for name, style in STYLES.items():
        if name not in chart.columns:
            continue
        y = {"field": name, "type": "quantitative", "scale": scale, "axis": axis}
        layers.append({"mark": {"type": "line", **style}, "encoding": {"x": x, "y": y}})
        last = max((i for i, one in enumerate(chart.columns[name]) if one is not None), default=None)
        if last is not None:
            layers += _label(chart, name, last, language, style["color"], x, {"scale": scale, "axis": axis})
    return {"layer": layers}


def _label(
    chart: Chart, name: str, last: int, language: Language, color: str, x: Any, y: dict[str, Any]
) -> list[dict[str, Any]]:
    """The name of a line at its end, instead of a legend, with a halo so that no line runs through it."""
    value = chart.columns[name][last]
    words = f"{NAMES[name].get(language)} {look.written(chart, value, language)}"
    mark = {"type": "text", "align": "right", "dy": -10 if name in ("value", "forecast") else 12, "fontWeight": 600}
    layer = {
        "data": {"values": [{"day": chart.columns["day"][last], "at": value, "words": words}]},
        "encoding": {"x": x, "y": {"field": "at", "type": "quantitative", **y}, "text": {"field": "words"}},
    }
    halo = {"color": look.CARD, "stroke": look.CARD, "strokeWidth": 4}
    return [layer | {"mark": mark | halo}, layer | {"mark": mark | {"color": color}}]


KIND = Kind(
    title=Text(de="Verlauf", en="Course"),
    columns=("day", "value"),
    draws=draws,
    height=lambda rows: 240,
    example=Chart(
        "series",
        {
            "day": [f"2026-{month:02}-01" for month in range(1, 10)],
            "value": [92.1, 93.4, 91.8, 92.6, 93.0, 84.2, 83.1, None, None],
            "forecast": [None, None, None, None, None, None, 83.1, 83.4, 83.9],
            "p10": [None, None, None, None, None, None, 83.1, 80.9, 79.7],
            "p90": [None, None, None, None, None, None, 83.1, 86.0, 88.2],
        },
        "score",
        Text(de="Die Liefertreue fiel im Juni", en="Delivery got worse in June"),
    ),
)

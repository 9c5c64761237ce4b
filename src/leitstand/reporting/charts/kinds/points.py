"""Things placed by two numbers, such as performance and importance; the axes cross at the means."""

from __future__ import annotations

from statistics import fmean
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    scale = {"zero": False, "padding": 24}
    axes: dict[str, Any] = {}
    for name in ("x", "y"):
        titles = chart.columns.get(f"{name}_title")
        axes[name] = {
            "field": name, "type": "quantitative", "scale": scale, "title": titles[0] if titles else None,
            "axis": {"grid": False, "tickCount": 5, **look.tick_format(chart)},
        }  # fmt: skip
    means = [
        {"mark": {"type": "rule", "color": look.GREY, "strokeDash": [3, 3]},
         "data": {"values": [{name: fmean(chart.columns[name])}]},
         "encoding": {name: axes[name]}}
        for name in ("x", "y")
        if chart.columns[name]
    ]  # fmt: skip
    return {
        "layer": [
            *means,
            {"mark": {"type": "point", "filled": True, "size": 80, "color": look.PETROL}, "encoding": axes},
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "dy": -6},
                "encoding": {**axes, "text": {"field": "label"}},
            },
        ]
    }


KIND = Kind(
    title=Text(de="Punkte", en="Points"),
    columns=("label", "x", "y"),
    draws=draws,
    height=lambda rows: 320,
    example=Chart(
        "points",
        {
            "label": ["Lieferung", "Qualität", "Preis"],
            "x": [6.1, 8.2, 7.0],
            "y": [0.40, 0.28, 0.10],
            "x_title": ["Zufriedenheit"] * 3,
            "y_title": ["Gewicht"] * 3,
        },
        "score",
        Text(de="Lieferung: wichtig und schwach", en="Delivery: important and weak"),
    ),
)

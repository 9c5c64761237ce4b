"""How many enter each step and how many leave there."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.numbers import format_percent
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind

WORDS = Text(de="{entered}, davon weiter {share}", en="{entered}, of whom {share} go on")


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    steps = []
    for row in look.named(chart.rows(), "step"):
        stay = row["entered"] - row["left"]
        share = format_percent(stay / row["entered"], language) if row["entered"] else "–"
        words = WORDS.get(language).format(entered=look.written(chart, row["entered"], language), share=share)
        steps.append({**row, "stay": stay, "words": words})
    y = look.name_axis("step")
    scale = look.amount_scale(chart.columns["entered"], room=0.45)
    x = {"type": "quantitative", "title": None, "axis": None, "scale": scale}
    bar = {"type": "bar", "height": {"band": 0.62}}
    return {
        "data": {"values": steps},
        "layer": [
            {"mark": {**bar, "color": look.SOFT}, "encoding": {"y": y, "x": {**x, "field": "entered"}}},
            {"mark": {**bar, "color": look.PETROL}, "encoding": {"y": y, "x": {**x, "field": "stay"}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"y": y, "x": {**x, "field": "entered"}, "text": {"field": "words"}},
            },
        ],
    }


KIND = Kind(
    title=Text(de="Trichter", en="Funnel"),
    columns=("step", "entered", "left"),
    draws=draws,
    height=lambda chart: 36 * len(chart.columns["step"]),
    example=Chart(
        "funnel",
        {
            "step": [
                Text(de="Produkt", en="Product"),
                Text(de="Warenkorb", en="Cart"),
                Text(de="Kasse", en="Checkout"),
            ],
            "entered": [9000, 4100, 2300],
            "left": [4900, 1800, 500],
        },
        "count",
        Text(de="Die meisten gehen vor dem Warenkorb", en="Most leave before the cart"),
    ),
)

"""A table of numbers by two dimensions; the darker, the more. Cells with too few cases stay empty."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    known = [value for value in chart.columns["value"] if value is not None]
    middle = (min(known) + max(known)) / 2 if known else 0.0
    cells = [
        {**row, "words": look.written(chart, row["value"], language) or "–",
         "cases": "" if row["n"] is None else f"n = {format_number(row['n'], language)}"}
        for row in look.named(chart.rows(), "row")
    ]  # fmt: skip
    y = look.name_axis("row")
    x = look.name_axis("column")
    x["axis"] |= {"orient": "top", "labelAngle": 0}
    color = {
        "field": "value", "type": "quantitative", "legend": None, "scale": {"range": ["#EEF4F5", look.PETROL]},
    }  # fmt: skip
    ink = {"condition": {"test": f"datum.value > {middle}", "value": look.CARD}, "value": look.INK}
    return {
        "data": {"values": cells},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "rect", "stroke": look.CARD, "strokeWidth": 3}, "encoding": {"color": color}},
            {"mark": {"type": "text", "dy": -7, "fontWeight": 600},
             "encoding": {"text": {"field": "words"}, "color": ink}},
            {"mark": {"type": "text", "dy": 9, "fontSize": 11},
             "encoding": {"text": {"field": "cases"}, "color": ink}},
        ],
    }  # fmt: skip


KIND = Kind(
    title=Text(de="Matrix", en="Matrix"),
    columns=("row", "column", "value", "n"),
    draws=draws,
    height=lambda chart: 50 * len(set(chart.columns["row"])),
    example=Chart(
        "matrix",
        {
            "row": ["Reel", "Reel", Text(de="Bild", en="Image"), Text(de="Bild", en="Image")],
            "column": ["Instagram", "LinkedIn", "Instagram", "LinkedIn"],
            "value": [0.094, 0.031, 0.032, None],
            "n": [120, 80, 210, 4],
        },
        "ratio",
        Text(de="Reels wirken auf Instagram", en="Reels work on Instagram"),
    ),
)

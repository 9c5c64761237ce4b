"""A table of numbers by two dimensions; the darker, the more. Cells with too few cases stay empty."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    known = [value for value in chart.columns["value"] if value is not None]
    middle = (min(known) + max(known)) / 2 if known else 0.0
    cells = [{**row, "words": look.written(chart, row["value"], language) or "–"} for row in chart.rows()]
    axis = {"ticks": False, "domain": False}
    encoding = {
        "x": {"field": "column", "type": "nominal", "sort": None, "title": None,
              "axis": {**axis, "orient": "top", "labelAngle": 0}},
        "y": {"field": "row", "type": "nominal", "sort": None, "title": None, "axis": axis},
    }  # fmt: skip
    color = {
        "field": "value", "type": "quantitative", "legend": None, "scale": {"range": ["#EEF4F5", look.PETROL]},
    }  # fmt: skip
    return {
        "data": {"values": cells},
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "rect", "stroke": look.CARD, "strokeWidth": 3}, "encoding": {"color": color}},
            {"mark": "text",
             "encoding": {"text": {"field": "words"},
                          "color": {"condition": {"test": f"datum.value > {middle}", "value": look.CARD},
                                    "value": look.INK}}},
        ],
    }  # fmt: skip


KIND = Kind(
    title=Text(de="Matrix", en="Matrix"),
    columns=("row", "column", "value", "n"),
    draws=draws,
    height=lambda rows: 40 * max(2, round(rows**0.5)),
    example=Chart(
        "matrix",
        {
            "row": ["Reel", "Reel", "Bild", "Bild"],
            "column": ["Instagram", "LinkedIn", "Instagram", "LinkedIn"],
            "value": [0.094, 0.031, 0.032, None],
            "n": [120, 80, 210, 4],
        },
        "ratio",
        Text(de="Reels wirken auf Instagram", en="Reels work on Instagram"),
    ),
)

"""Numbers side by side, each with its interval."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    y = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False, "domain": False}}
    x = {"field": "value", "type": "quantitative", "title": None,
         "axis": {"grid": True, "tickCount": 5, "domain": False, **look.tick_format(chart)}}  # fmt: skip
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "color": look.PETROL, "height": {"band": 0.62}}, "encoding": {"y": y, "x": x}}
    ]
    has_range = "low" in chart.columns and "high" in chart.columns
    if has_range:
        ends = {"x": {**x, "field": "low"}, "x2": {"field": "high"}}
        layers.append({"mark": {"type": "rule", "color": look.INK}, "encoding": {"y": y, **ends}})
    words = [
        {"label": row["label"], "at": max(row["value"] or 0, (row["high"] if has_range else None) or 0),
         "words": look.written(chart, row["value"], language)}
        for row in chart.rows()
    ]  # fmt: skip
    layers.append({
        "data": {"values": words},
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {"y": y, "x": {**x, "field": "at"}, "text": {"field": "words"}},
    })  # fmt: skip
    return {"layer": layers}


KIND = Kind(
    title=Text(de="Balken", en="Bars"),
    columns=("label", "value"),
    draws=draws,
    height=lambda rows: 30 * rows,
    example=Chart(
        "bars",
        {"label": ["Eilbote", "Landpost"], "value": [0.31, 0.93], "low": [0.28, 0.91], "high": [0.34, 0.95]},
        "ratio",
        Text(de="Pünktlich zugestellt", en="Delivered on time"),
    ),
)

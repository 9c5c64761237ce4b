"""Numbers side by side, each with its interval."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    rows = look.named(chart.rows())
    for row in rows:
        row["words"] = look.written(chart, row["value"], language, change=chart.changes) or "–"
        row["color"] = look.color_of(chart, row["value"] or 0.0) if chart.changes else look.PETROL
        row["at"] = max(row["value"] or 0, row.get("high") or 0)
    ends = [row[name] for row in rows for name in ("value", "low", "high") if row.get(name) is not None]
    y = look.name_axis()
    x = {"type": "quantitative", "title": None, "axis": None, "scale": look.amount_scale(ends)}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "height": {"band": 0.62}},
            "encoding": {
                "y": y,
                "x": {**x, "field": "value"},
                "color": {"field": "color", "type": "nominal", "scale": None},
            },
        }
    ]
    if "low" in chart.columns and "high" in chart.columns:
        reach = {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}}
        for width, color in ((4, look.CARD), (1.5, look.INK)):  # with a halo: it is seen on the bar, too
            layers.append({"mark": {"type": "rule", "color": color, "strokeWidth": width}, "encoding": reach})
    layers.append({
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {"y": y, "x": {**x, "field": "at"}, "text": {"field": "words"}},
    })  # fmt: skip
    return {"data": {"values": rows}, "layer": layers}


KIND = Kind(
    title=Text(de="Balken", en="Bars"),
    columns=("label", "value"),
    draws=draws,
    height=lambda chart: 34 * len(chart.columns["label"]),
    example=Chart(
        "bars",
        {"label": ["Eilbote", "Landpost"], "value": [0.31, 0.93], "low": [0.28, 0.91], "high": [0.34, 0.95]},
        "ratio",
        Text(de="Pünktlich zugestellt", en="Delivered on time"),
    ),
)

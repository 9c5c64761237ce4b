"""From one total to the other, step by step; the steps add up."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind


def stacked(chart: Chart) -> list[dict[str, Any]]:
    """Each step with the level it starts from and the one it reaches; totals start from zero."""
    level, steps = 0.0, []
    for row in chart.rows():
        start = 0.0 if row["total"] else level
        level = start + row["value"]
        steps.append(
            {"label": row["label"], "start": start, "end": level, "total": row["total"], "value": row["value"]}
        )
    return steps


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    steps = stacked(chart)
    for step in steps:
        step["color"] = look.INK if step["total"] else look.GOOD if step["value"] >= 0 else look.BAD
        step["words"] = look.written(chart, step["value"], language, signed=not step["total"])
        step["at"] = max(step["start"], step["end"])
    y = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False, "domain": False}}
    x = {"type": "quantitative", "title": None, "axis": {"tickCount": 5, "domain": False, **look.tick_format(chart)}}
    ends = {"x": {**x, "field": "start"}, "x2": {"field": "end"}}
    joints = [
        {"label": one["label"], "next": other["label"], "level": one["end"]} for one, other in pairwise(steps)
    ]  # fmt: skip
    return {
        "layer": [
            {
                "data": {"values": steps},
                "mark": {"type": "bar", "height": {"band": 0.62}},
                "encoding": {"y": y, **ends, "color": {"field": "color", "type": "nominal", "scale": None}},
            },
            {
                "data": {"values": joints},
                "mark": {"type": "rule", "color": look.HINT, "strokeDash": [2, 2]},
                "encoding": {"y": y, "y2": {"field": "next"}, "x": {**x, "field": "level"}},
            },
            {
                "data": {"values": steps},
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"y": y, "x": {**x, "field": "at"}, "text": {"field": "words"}},
            },
        ]
    }


KIND = Kind(
    title=Text(de="Wasserfall", en="Waterfall"),
    columns=("label", "value", "total"),
    draws=draws,
    height=lambda rows: 32 * rows,
    example=Chart(
        "waterfall",
        {
            "label": ["Q3 2025", "Kunden", "Häufigkeit", "Bestellwert", "Q3 2026"],
            "value": [610_000.0, 24_000.0, -41_000.0, 9_000.0, 602_000.0],
            "total": [True, False, False, False, True],
        },
        "currency",
        Text(de="Woraus sich die Veränderung zusammensetzt", en="What the change is made up of"),
        currency="EUR",
    ),
)

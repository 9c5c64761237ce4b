"""From one total to the other, step by step; the steps add up."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind

SMALL = 0.2
"""Steps that reach less than this share of the totals are drawn on a scale that does not begin at zero; the bars of the
totals are then cut with two strokes."""


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


def base_of(steps: list[dict[str, Any]]) -> float:
    """Where the scale begins: zero, but near the steps where these would be too small to be seen beside the totals."""
    levels = [step["end"] for step in steps]
    low, high = min(levels), max(levels)
    return low - 0.25 * (high - low) if low > 0 and 0 < high - low < SMALL * high else 0.0


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    steps = look.named(stacked(chart))
    base = base_of(steps)
    for step in steps:
        step["color"] = look.INK if step["total"] else look.color_of(chart, step["value"])
        step["words"] = look.written(chart, step["value"], language, change=not step["total"])
        step["start"] = max(step["start"], base) if step["total"] else step["start"]
        step["at"] = max(step["start"], step["end"])
    scale = look.amount_scale([step["end"] - base for step in steps])
    scale["domain"], scale["zero"] = [end + base for end in scale["domain"]], False
    y, x = look.name_axis(), {"type": "quantitative", "title": None, "axis": None, "scale": scale}
    cut = {
        "data": {"values": [{"label": step["label"], "base": base} for step in steps if base and step["total"]]},
        "mark": {"type": "text", "text": "//", "color": look.CARD, "fontSize": 22, "fontWeight": 700, "dx": 18},
        "encoding": {"y": y, "x": {**x, "field": "base"}},
    }
    joints = [{"label": one["label"], "next": other["label"], "level": one["end"]} for one, other in pairwise(steps)]
    return {
        "layer": [
            {
                "data": {"values": joints},
                "mark": {"type": "rule", "color": look.HINT, "strokeDash": [2, 2]},
                "encoding": {"y": y, "y2": {"field": "next"}, "x": {**x, "field": "level"}},
            },
            {
                "data": {"values": steps},
                "mark": {"type": "bar", "height": {"band": 0.62}},
                "encoding": {
                    "y": y,
                    "x": {**x, "field": "start"},
                    "x2": {"field": "end"},
                    "color": {"field": "color", "type": "nominal", "scale": None},
                },
            },
            {
                "data": {"values": steps},
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"y": y, "x": {**x, "field": "at"}, "text": {"field": "words"}},
            },
            cut,
        ]
    }


KIND = Kind(
    title=Text(de="Wasserfall", en="Waterfall"),
    columns=("label", "value", "total"),
    draws=draws,
    height=lambda chart: 34 * len(chart.columns["label"]),
    example=Chart(
        "waterfall",
        {
            "label": [
                "Q3 2025",
                Text(de="Kunden", en="Customers"),
                Text(de="Häufigkeit", en="Frequency"),
                Text(de="Bestellwert", en="Order value"),
                "Q3 2026",
            ],
            "value": [610_000.0, 24_000.0, -41_000.0, 9_000.0, 602_000.0],
            "total": [True, False, False, False, True],
        },
        "currency",
        Text(de="Woraus sich die Veränderung zusammensetzt", en="What the change is made up of"),
        currency="EUR",
    ),
)

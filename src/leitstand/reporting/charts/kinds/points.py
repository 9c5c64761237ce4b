"""Things placed by two numbers, such as performance and importance; the axes cross at the means."""

from __future__ import annotations

from statistics import fmean
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind

WIDTH, HEIGHT = 600, 320
LETTER, LINE = 6.6, 15
"""About how many pixels a letter and a line take."""


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    axes: dict[str, Any] = {}
    for name in ("x", "y"):
        titles = chart.columns.get(f"{name}_title")
        axes[name] = {
            "field": name, "type": "quantitative", "title": titles[0] if titles else None,
            "scale": {"domain": list(_domain(chart, name)), "nice": False, "zero": False},
            "axis": {"grid": False, "tickCount": 5, **look.tick_format(chart, language)},
        }  # fmt: skip
    means = [
        {"mark": {"type": "rule", "color": look.GREY, "strokeDash": [3, 3]},
         "data": {"values": [{name: fmean(chart.columns[name])}]},
         "encoding": {name: axes[name]}}
        for name in ("x", "y")
        if chart.columns[name]
    ]  # fmt: skip
    point = {"type": "point", "filled": True, "size": 80, "color": look.PETROL, "opacity": 1}
    halo = {"color": look.CARD, "stroke": look.CARD, "strokeWidth": 4}
    names = [
        {"mark": {"type": "text", **place, **style}, "data": {"values": [row]},
         "encoding": {**axes, "text": {"field": "label"}}}
        for row, place in zip(chart.rows(), places(chart), strict=True)
        for style in (halo, {"color": look.INK})
    ]  # fmt: skip
    return {"layer": [*means, {"mark": point, "encoding": axes}, *names]}


def places(chart: Chart) -> list[dict[str, Any]]:
    """Where the name of each point stands: right, left, above or below, the first that covers no other and fits in."""
    spans = {name: _domain(chart, name) for name in ("x", "y")}
    at = [
        (
            WIDTH * (row["x"] - spans["x"][0]) / (spans["x"][1] - spans["x"][0]),
            HEIGHT * (spans["y"][1] - row["y"]) / (spans["y"][1] - spans["y"][0]),
        )
        for row in chart.rows()
    ]
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in at]
    found = []
    for (x, y), label in zip(at, chart.columns["label"], strict=True):
        wide = LETTER * len(label)
        ways = [
            ({"align": "left", "dx": 9}, (x + 9, y - LINE / 2, x + 9 + wide, y + LINE / 2)),
            ({"align": "right", "dx": -9}, (x - 9 - wide, y - LINE / 2, x - 9, y + LINE / 2)),
            ({"align": "center", "dy": -14}, (x - wide / 2, y - 14 - LINE / 2, x + wide / 2, y - 14 + LINE / 2)),
            ({"align": "center", "dy": 14}, (x - wide / 2, y + 14 - LINE / 2, x + wide / 2, y + 14 + LINE / 2)),
            ({"align": "center", "dy": -28}, (x - wide / 2, y - 28 - LINE / 2, x + wide / 2, y - 28 + LINE / 2)),
        ]
        place, box = next((way for way in ways if not _covers(way[1], taken)), ways[0])
        taken.append(box)
        found.append(place)
    return found


def _covers(box: tuple[float, ...], taken: list[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    return (
        left < 0
        or right > WIDTH
        or any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)
    )


def _domain(chart: Chart, name: str) -> tuple[float, float]:
    low, high = min(chart.columns[name], default=0.0), max(chart.columns[name], default=1.0)
    room = 0.12 * ((high - low) or abs(high) or 1.0)
    return low - room, high + room


KIND = Kind(
    title=Text(de="Punkte", en="Points"),
    columns=("label", "x", "y"),
    draws=draws,
    height=lambda chart: HEIGHT,
    example=Chart(
        "points",
        {
            "label": [
                Text(de="Lieferung", en="Delivery"),
                Text(de="Qualität", en="Quality"),
                Text(de="Preis", en="Price"),
            ],
            "x": [6.1, 8.2, 7.0],
            "y": [0.40, 0.28, 0.10],
            "x_title": [Text(de="Bewertung", en="Rating")] * 3,
            "y_title": [Text(de="Gewicht", en="Weight")] * 3,
        },
        "score",
        Text(de="Lieferung: wichtig und schwach", en="Delivery: important and weak"),
    ),
)

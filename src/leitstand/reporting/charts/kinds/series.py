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
HEIGHT, LABEL_HEIGHT = 240, 32
BANDS = (("low95", "high95", 0.45), ("p10", "p90", 0.8), ("low", "high", 0.6))


def draws(chart: Chart, language: Language) -> dict[str, Any]:
    x = look.day_axis()
    scale = {"zero": False, "domain": list(_domain(chart)), "nice": False}
    axis = {"title": None, "tickCount": 5, "domain": False, "ticks": False, **look.tick_format(chart, language)}

    def y(name: str) -> dict[str, Any]:
        return {"field": name, "type": "quantitative", "scale": scale, "axis": axis}

    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "area", "color": look.SOFT, "opacity": opacity},
            "encoding": {"x": x, "y": y(low), "y2": {"field": high}},
        }
        for low, high, opacity in BANDS
        if low in chart.columns and high in chart.columns
    ]
    layers += [{"mark": {"type": "line", **STYLES[name]}, "encoding": {"x": x, "y": y(name)}} for name in _lines(chart)]
    for label in labels(chart, language):
        layers += _drawn(label, x, {"scale": scale, "axis": axis})
    return {"layer": layers}


def _lines(chart: Chart) -> list[str]:
    return [name for name in STYLES if any(one is not None for one in chart.columns.get(name, ()))]


def _domain(chart: Chart) -> tuple[float, float]:
    names = [*STYLES, *(name for low, high, _ in BANDS for name in (low, high))]
    known = [one for name in names for one in chart.columns.get(name, ()) if one is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = 0.08 * ((high - low) or abs(high) or 1.0)
    return (low if low >= 0 and low - room < 0 else low - room), high + room


def labels(chart: Chart, language: Language) -> list[dict[str, Any]]:
    """The name and last number of each line, dy pixels below its end.

    Those of lines that reach the last day stand right of it, moved apart where they would cover each other; the others
    stand above the end, or below where the line comes from above.
    """
    low, high = _domain(chart)
    days, found = chart.columns["day"], []
    for name in _lines(chart):
        last = max(place for place, one in enumerate(chart.columns[name]) if one is not None)
        value = chart.columns[name][last]
        before = chart.columns[name][last - 1] if last else None
        found.append({
            "day": days[last], "at": value, "ends": last == len(days) - 1,
            "color": look.HINT if name == "expected" else STYLES[name]["color"],
            "dy": 18.0 if before is not None and before > value else -24.0,
            "words": f"{NAMES[name].get(language)}\n{look.written(chart, value, language)}",
        })  # fmt: skip
    beside = sorted((one for one in found if one["ends"]), key=lambda one: -one["at"])
    wished = [HEIGHT * (high - one["at"]) / (high - low) for one in beside]
    for one, here, place in zip(beside, wished, _apart(wished), strict=True):
        one["dy"] = place - here - 6
    return found


def _apart(wished: list[float]) -> list[float]:
    """Places from top to bottom as near to the wished ones as labels of two lines allow."""
    places: list[float] = []
    for one in wished:
        places.append(max(one, places[-1] + LABEL_HEIGHT) if places else one)
    surplus = max((place - HEIGHT + LABEL_HEIGHT / 2 for place in places[-1:]), default=0.0)
    if surplus > 0:  # the last would stand below the chart: what stands close above moves up with it
        for index in range(len(places) - 1, -1, -1):
            limit = places[index + 1] - LABEL_HEIGHT if index + 1 < len(places) else places[index] - surplus
            places[index] = min(places[index], limit)
    return places


def _drawn(label: dict[str, Any], x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    """A name with a halo, so that no line runs through it."""
    place = {"align": "left", "dx": 8} if label["ends"] else {"align": "right"}
    mark = {"type": "text", "lineBreak": "\n", "lineHeight": 14, "fontWeight": 600, "dy": label["dy"], **place}
    layer = {
        "data": {"values": [label]},
        "encoding": {"x": x, "y": {"field": "at", "type": "quantitative", **y}, "text": {"field": "words"}},
    }
    halo = {"color": look.CARD, "stroke": look.CARD, "strokeWidth": 4}
    return [layer | {"mark": mark | halo}, layer | {"mark": mark | {"color": label["color"]}}]


KIND = Kind(
    title=Text(de="Verlauf", en="Course"),
    columns=("day", "value"),
    draws=draws,
    height=lambda chart: HEIGHT,
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

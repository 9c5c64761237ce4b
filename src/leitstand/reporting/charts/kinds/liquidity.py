"""Cash: the balance that is and that is to be expected, its limit, and below what comes in and goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks import axes, course
from leitstand.reporting.charts.marks.axes import Frame
from leitstand.reporting.charts.marks.course import Style
from leitstand.reporting.charts.marks.key import key
from leitstand.reporting.charts.marks.pen import Pen
from leitstand.reporting.charts.marks.scales import grain, period_name, spread
from leitstand.reporting.charts.telling import course as told

STYLES = {
    "limit": Style(Text(de="Grenze", en="limit"), "bad", "bad", 1.2, "2 3"),
    "forecast": Style(Text(de="erwartet", en="expected"), "actual", "ink", 2, "5 4"),
    "balance": Style(Text(de="Kontostand", en="balance"), "actual", "ink", 2.2),
}
FLOWS = {
    "paid": ("actual", Text(de="bezahlt", en="paid")),
    "expected": ("light", Text(de="erwartet", en="expected")),
    "planned": ("/plan", Text(de="geplant", en="planned")),
}
"""Kind of flow → role (with a stroke: hatched) and name; each has a column _in (above zero) and _out (below)."""
HEADS = {
    f"{name}_{way}": Text(de=f"{title.de}, {de}", en=f"{title.en}, {en}")
    for name, (_, title) in FLOWS.items()
    for way, de, en in (("in", "Eingang", "in"), ("out", "Ausgang", "out"))
}
BELOW = Text(de="Unter der Grenze ab {day} ({value}).", en="Below the limit from {day} ({value}).")
ABOVE = Text(de="Die Grenze wird nicht unterschritten.", en="It stays above the limit.")
CURVE, BARS, BETWEEN = 150, 120, 16


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    flows = [name for name in HEADS if chart.known(name)]
    pen, domain = Pen(width), spread([*course.reach(chart, STYLES)])
    count = 4 if width > 400 else 3
    heights = _stacks(chart, flows)
    lower = spread([end for ends in heights for end in ends], zero=True)
    left = max(axes.gutter(chart, one, language, count) for one in ((domain, lower) if flows else (domain,)))
    right = width - course.margin(chart, language, width, STYLES)
    rows = max(len(chart.columns["day"]), 2)
    inset = min(0.32 * (right - left) / rows, 16) if flows else 0
    top = 10 + course.notes_strip(chart, width)
    frame = axes.frame(chart.columns["day"], left + inset, right - inset, top, top + CURVE, domain)
    course.bands(pen, chart, frame)
    axes.value_axis(pen, chart, frame, language, count, inset)
    bottom = top + CURVE
    if flows:
        shown = [part for name, part in FLOWS.items() if any(one.startswith(f"{name}_") for one in flows)]
        begin = key(pen, bottom + BETWEEN, [(role, name.get(language)) for role, name in shown], left)
        below = Frame(frame.x, axes.frame([], 0, 1, begin + 4, begin + 4 + BARS, lower).y, frame.days)
        axes.value_axis(pen, chart, below, language, count, inset)
        _bars(pen, chart, below, flows, inset)
        bottom = begin + 4 + BARS
    axes.day_axis(pen, frame, language, bottom)
    end = course.notes(pen, chart, frame, language, bottom + 24)
    covered = course.lines(pen, chart, frame, STYLES)
    course.name_ends(pen, chart, frame, language, covered, STYLES)
    names = {**{name: style.name for name, style in reversed(STYLES.items())}, **HEADS}
    tall = Frame(frame.x, replace(frame.y, start=bottom), frame.days)
    course.hits(pen, chart, tall, language, names)
    return pen.drawing(end + 2)


def _stacks(chart: Chart, flows: list[str]) -> list[tuple[float, float]]:
    """Row → how far its parts reach below and above zero together."""
    rows = chart.rows()
    return [
        (-sum(abs(row[name] or 0) for name in flows if name.endswith("_out")),
         sum(abs(row[name] or 0) for name in flows if name.endswith("_in")))
        for row in rows
    ]  # fmt: skip


def _bars(pen: Pen, chart: Chart, frame: Frame, flows: list[str], inset: float) -> None:
    for place, row in enumerate(chart.rows()):
        reached = {"in": 0.0, "out": 0.0}
        for name in flows:
            part, way = name.rsplit("_", 1)
            amount = abs(row[name] or 0) * (1 if way == "in" else -1)
            start, end = frame.y(reached[way]), frame.y(reached[way] + amount)
            x, y, role = frame.at(place) - inset, min(start, end), FLOWS[part][0]
            if role.startswith("/"):
                pen.hatched(x, y, 2 * inset, abs(end - start), role[1:])
            else:
                pen.rect(x, y, 2 * inset, abs(end - start), role, round_=0)
            reached[way] += amount


def says(chart: Chart, language: Language) -> str:
    said = [told(chart, language, column="balance")]
    days = tuple(date.fromisoformat(str(day)[:10]) for day in chart.columns["day"])
    if chart.known("limit"):
        low: list[tuple[int, Any]] = [
            (place, row.get("forecast"))
            for place, row in enumerate(chart.rows())
            if row.get("forecast") is not None and row["limit"] is not None and row["forecast"] < row["limit"]
        ]
        if low:
            day = period_name(days[low[0][0]], grain(days), language)
            said.append(BELOW.get(language).format(day=day, value=look.written(chart, low[0][1], language)))
        elif chart.known("forecast"):
            said.append(ABOVE.get(language))
    return " ".join(said)


KIND = Kind(
    title=Text(de="Liquidität", en="Liquidity"),
    columns=("day", "balance"),
    draws=draws,
    says=says,
    heads={
        **{name: style.name for name, style in STYLES.items()},
        **HEADS,
        "forecast": Text(de="Kontostand, erwartet", en="balance, expected"),
    },
    example=Chart(
        "liquidity",
        {
            "day": [f"{2026 + month // 12}-{month % 12 + 1:02}-01" for month in range(6, 15)],
            "balance": [182e3, 175e3, 190e3, 171e3, 158e3, None, None, None, None],
            "forecast": [None, None, None, None, 158e3, 131e3, 88e3, 46e3, 72e3],
            "p10": [None, None, None, None, 158e3, 118e3, 61e3, 8e3, 24e3],
            "p90": [None, None, None, None, 158e3, 144e3, 116e3, 85e3, 121e3],
            "limit": [60e3] * 9,
            "paid_in": [210e3, 198e3, 224e3, 201e3, 190e3, None, None, None, None],
            "paid_out": [-204e3, -205e3, -209e3, -220e3, -203e3, None, None, None, None],
            "expected_in": [None, None, None, None, 12e3, 150e3, 96e3, 40e3, 20e3],
            "expected_out": [None, None, None, None, None, -120e3, -80e3, -30e3, -15e3],
            "planned_in": [None, None, None, None, None, 30e3, 71e3, 118e3, 201e3],
            "planned_out": [None, None, None, None, None, -87e3, -130e3, -170e3, -180e3],
        },
        "currency",
        Text(de="Im Februar fällt der Kontostand unter die Grenze", en="In February the balance falls below the limit"),
        currency="EUR",
    ),
)

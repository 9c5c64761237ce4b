"""What a driver is today, what it has to become, and within which bounds that is realistic."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.key import key
from leitstand.reporting.charts.marks.pen import Pen, widest
from leitstand.reporting.charts.marks.rows import rows_of
from leitstand.reporting.charts.marks.scales import Scale

NAMES = {
    "now": Text(de="heute", en="today"),
    "target": Text(de="Ziel", en="target"),
    "low": Text(de="mindestens möglich", en="least possible"),
    "high": Text(de="höchstens möglich", en="most possible"),
}
SPAN = Text(de="realistisch", en="realistic")
OUTSIDE = Text(de="Außerhalb des Realistischen: {names}.", en="Beyond what is realistic: {names}.")
INSIDE = Text(de="Alle Ziele liegen im Rahmen des Realistischen.", en="All targets are realistic.")
BAR = 10


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, rows = Pen(width), rows_of(chart.columns["label"], width)
    parts = [("grey", NAMES["now"]), ("plan", NAMES["target"]), ("soft", SPAN)]
    rows.end = key(pen, 0, [(role, name.get(language)) for role, name in parts], rows.left)
    words = [f"{_said(chart, row, 'now', language)} → {_said(chart, row, 'target', language)}" for row in chart.rows()]
    right = rows.right - widest(words, bold=True) - 12
    for row, text in zip(chart.rows(), words, strict=True):
        y, scale = rows.name(pen), _scale(row, rows.left + 6, right - 6)
        pen.rect(rows.left, y - BAR / 2, right - rows.left, BAR, "quiet", round_=5)
        if row["low"] is not None and row["high"] is not None:
            pen.rect(scale(row["low"]), y - BAR / 2, scale(row["high"]) - scale(row["low"]), BAR, "soft", round_=5)
        if row["now"] is not None and row["target"] is not None:
            pen.rule(scale(row["now"]), y, scale(row["target"]), y, "plan", 2)
        for name, role in (("now", "grey"), ("target", "plan")):
            if row[name] is not None:
                pen.dot(scale(row[name]), y, 6, "bad" if name == "target" and _beyond(row) else role)
        pen.words(rows.right, y, text, "ink", "end", bold=True)
        told = [f"{name.get(language)} {_said(chart, row, key_, language)}" for key_, name in NAMES.items()]
        rows.hit(pen, " · ".join([str(row["label"]), *told]))
    return pen.drawing(rows.end)


def _scale(row: dict[str, Any], start: float, end: float) -> Scale:
    known = [row[name] for name in NAMES if row[name] is not None] or [0.0, 1.0]
    low, high = min(known), max(known)
    free = 0.08 * ((high - low) or abs(high) or 1.0)
    return Scale(low - free, high + free, start, end)


def _beyond(row: dict[str, Any]) -> bool:
    target, low, high = row["target"], row["low"], row["high"]
    return target is not None and ((low is not None and target < low) or (high is not None and target > high))


def _said(chart: Chart, row: dict[str, Any], name: str, language: Language) -> str:
    return look.exact(row[name], row.get("unit") or chart.unit, chart.currency, language)


def says(chart: Chart, language: Language) -> str:
    beyond = ", ".join(str(row["label"]) for row in chart.rows() if _beyond(row))
    return OUTSIDE.get(language).format(names=beyond) if beyond else INSIDE.get(language)


KIND = Kind(
    title=Text(de="Spielraum", en="Reach"),
    columns=("label", "now", "target", "low", "high"),
    draws=draws,
    says=says,
    heads=NAMES,
    example=Chart(
        "reach",
        {
            "label": [
                Text(de="Aktive Kund:innen", en="Active customers"),
                Text(de="Bestellungen je Kund:in", en="Orders per customer"),
                Text(de="Bestellwert", en="Order value"),
            ],
            "now": [8412, 1.61, 71.0],
            "target": [8880, 1.66, 72.0],
            "low": [8300, 1.58, 69.5],
            "high": [9077, 1.69, 73.1],
            "unit": ["people", "quotient", "currency"],
        },
        "count",
        Text(de="Das Produkt der drei Treiber ergibt das Ziel", en="The three drivers multiply to the goal"),
        currency="EUR",
    ),
)

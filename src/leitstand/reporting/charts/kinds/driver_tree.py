"""A metric and what it is made of, with what each part did to its change; the part that did most is marked."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.numbers import format_change
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.pen import SMALL, Pen, widest
from leitstand.reporting.charts.marks.scales import Scale

ROW, SPACE, INDENT = 44, 6, 20
MAIN = Text(de="größter Treiber", en="main driver")
SAYS = Text(de="{whole}: {change}. Größter Treiber: {label} mit {value}.",
            en="{whole}: {change}. Main driver: {label} with {value}.")  # fmt: skip


def leaves(chart: Chart) -> list[int]:
    """Rows without a row below them."""
    levels = chart.columns["level"]
    return [place for place, level in enumerate(levels) if place + 1 == len(levels) or levels[place + 1] <= level]


def dominant(chart: Chart) -> int:
    """The row that did most: the largest contribution of those that have no parts of their own."""
    known = chart.columns["contribution"]
    return max(leaves(chart), key=lambda place: abs(known[place] or 0.0))


def way_to(chart: Chart, place: int) -> set[int]:
    """The row and all that it is a part of."""
    levels, found, level = chart.columns["level"], {place}, chart.columns["level"][place]
    for above in range(place - 1, -1, -1):
        if levels[above] < level:
            found.add(above)
            level = levels[above]
    return found


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, rows = Pen(width), chart.rows()
    main = dominant(chart)
    way = way_to(chart, main)
    words = [look.written(chart, row["contribution"], language, change=True) or "–" for row in rows]
    changes = [_change(chart, row, language) for row in rows]
    right = max(widest(words, bold=True), widest(changes, SMALL)) + 12
    bars = _bars(chart, width, right)
    for place, row in enumerate(rows):
        x, y, value = INDENT * row["level"], place * (ROW + SPACE), row["contribution"] or 0.0
        role = look.tone(chart, value) if place in way else "grey"
        ground = {"bad": "bad-soft", "grey": "faint"}.get(role, "softer")
        pen.rect(x, y, width - x, ROW, ground, round_=0)
        pen.rect(x, y, 3, ROW, role, round_=0)
        if row["level"]:
            pen.rule(x - INDENT / 2, y + ROW / 2, x, y + ROW / 2, "grey")
            pen.rule(x - INDENT / 2, _top(chart, place), x - INDENT / 2, y + ROW / 2, "grey")
        room = (bars.start if bars else width - right) - x - 20
        below = [_value(chart, row, language), MAIN.get(language) if place == main else ""]
        pen.words(x + 12, y + ROW / 2 - 8, letters.cut(str(row["label"]), room, bold=place == main), bold=place == main)
        under = letters.cut(" · ".join(one for one in below if one), room, SMALL)
        pen.words(x + 12, y + ROW / 2 + 9, under, "ink" if place == main else "second", size=SMALL)
        if bars:
            pen.rule(bars(0), y + 8, bars(0), y + ROW - 8, "grey")
            pen.rect(min(bars(0), bars(value)), y + 14, abs(bars(value) - bars(0)), ROW - 28, look.tone(chart, value))
        pen.words(width - 8, y + ROW / 2 - (8 if changes[place] else 0), words[place], "ink", "end", bold=True)
        pen.words(width - 8, y + ROW / 2 + 9, changes[place], "second", "end", size=SMALL)
        exact = look.exact(row["contribution"], chart.unit, chart.currency, language, signed=True)
        pen.hit(x, y, width - x, ROW, " · ".join(one for one in (str(row["label"]), exact, *below) if one))
    return pen.drawing(len(rows) * (ROW + SPACE) - SPACE)


def _bars(chart: Chart, width: float, right: float) -> Scale | None:
    """Where contributions are drawn as bars, if there is room."""
    if width < 600:
        return None
    known = [one or 0.0 for one in chart.columns["contribution"]]
    low, high = min(0.0, *known), max(0.0, *known)
    return Scale(low, high if high > low else low + 1, 0.48 * width, width - right - 14)


def _top(chart: Chart, place: int) -> float:
    """Where the line from the row above in the tree begins."""
    level = chart.columns["level"][place]
    above = max((one for one in range(place) if chart.columns["level"][one] < level), default=0)
    return above * (ROW + SPACE) + ROW


def _value(chart: Chart, row: dict[str, Any], language: Language) -> str:
    if row.get("value") is None:
        return ""
    return look.exact(row["value"], row.get("unit") or chart.unit, chart.currency, language)


def _change(chart: Chart, row: dict[str, Any], language: Language) -> str:
    change = row.get("change")
    return "" if change is None else format_change(change, change, row.get("unit") or chart.unit, None, language)


def says(chart: Chart, language: Language) -> str:
    rows, main = chart.rows(), dominant(chart)
    return SAYS.get(language).format(
        whole=rows[0]["label"], change=look.written(chart, rows[0]["contribution"], language, change=True) or "–",
        label=rows[main]["label"], value=look.written(chart, rows[main]["contribution"], language, change=True) or "–",
    )  # fmt: skip


KIND = Kind(
    title=Text(de="Kennzahlenbaum", en="Tree of drivers"),
    columns=("label", "level", "contribution"),
    draws=draws,
    says=says,
    hidden=frozenset({"level"}),
    order=frozenset({"level"}),
    heads={
        "contribution": Text(de="Beitrag", en="contribution"),
        "change": Text(de="Änderung", en="change"),
    },
    units={"contribution": "", "change": "ratio"},
    example=Chart(
        "driver_tree",
        {
            "label": [
                Text(de="Nettoumsatz", en="Net revenue"),
                Text(de="Aktive Kund:innen", en="Active customers"),
                Text(de="Bestellungen je Kund:in", en="Orders per customer"),
                Text(de="Wiederkaufrate", en="Repeat purchase rate"),
                Text(de="Abstand der Bestellungen", en="Time between orders"),
                Text(de="Bestellwert", en="Order value"),
            ],
            "level": [0, 1, 1, 2, 2, 1],
            "value": [961e3, 8412, 1.61, 0.37, 31, 71.0],
            "unit": ["currency", "people", "quotient", "ratio", "days", "currency"],
            "change": [-0.039, 0.038, -0.069, -0.04, 0.02, 0.005],
            "contribution": [-39e3, 38e3, -82e3, -61e3, -21e3, 5e3],
        },
        "currency",
        Text(de="Die Wiederkaufrate zieht den Umsatz herunter", en="Repeat purchases pull revenue down"),
        currency="EUR",
        changes=True,
    ),
)

"""Importance and performance of what people rate: what matters and is weak comes first."""

from __future__ import annotations

from statistics import fmean

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.scatter import Corners, scatter

CORNERS = (
    Text(de="zuerst verbessern", en="improve first"),
    Text(de="halten", en="keep up"),
    Text(de="beobachten", en="watch"),
    Text(de="genügt", en="good enough"),
)
FIRST = Text(de="Wichtig und schwach bewertet: {names}.", en="Important and rated low: {names}.")
NONE = Text(de="Nichts ist zugleich wichtig und schwach bewertet.", en="Nothing is both important and rated low.")
STRONG = Text(de="Wichtig und stark: {names}.", en="Important and strong: {names}.")


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    words = tuple(text.get(language) for text in CORNERS)
    return scatter(chart, language, width, Corners((words[0], words[1], words[2], words[3]), 0))


def says(chart: Chart, language: Language) -> str:
    rows = [row for row in chart.rows() if row["x"] is not None and row["y"] is not None]
    if not rows:
        return NONE.get(language)
    x, y = fmean(row["x"] for row in rows), fmean(row["y"] for row in rows)
    important = sorted((row for row in rows if row["y"] >= y), key=lambda row: -row["y"])
    weak = ", ".join(str(row["label"]) for row in important if row["x"] < x)
    strong = ", ".join(str(row["label"]) for row in important if row["x"] >= x)
    said = [FIRST.get(language).format(names=weak) if weak else NONE.get(language)]
    return " ".join([*said, STRONG.get(language).format(names=strong)] if strong else said)


KIND = Kind(
    title=Text(de="Wichtigkeit und Leistung", en="Importance and performance"),
    columns=("label", "x", "y"),
    draws=draws,
    says=says,
    hidden=frozenset({"x_title", "y_title"}),
    example=Chart(
        "importance",
        {
            "label": [
                Text(de="Lieferzeit", en="Delivery time"),
                Text(de="Produktqualität", en="Product quality"),
                Text(de="Preis", en="Price"),
                Text(de="Beratung", en="Advice"),
                "Website",
                Text(de="Rechnung", en="Invoice"),
            ],
            "x": [61.0, 84.0, 70.0, 79.0, 72.0, 88.0],
            "y": [38.0, 26.0, 11.0, 13.0, 9.0, 3.0],
            "x_title": [Text(de="Bewertung", en="Rating")] * 6,
            "y_title": [Text(de="Gewicht in %", en="Weight in %")] * 6,
        },
        "score",
        Text(de="Lieferzeit zuerst: wichtig und schwach", en="Delivery time first: important and weak"),
    ),
)

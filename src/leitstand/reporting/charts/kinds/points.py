"""Things placed by two numbers; the axes cross at the means."""

from __future__ import annotations

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.scatter import scatter

SAYS = Text(de="{axis}: am höchsten {high} ({high_value}), am niedrigsten {low} ({low_value}).",
            en="{axis}: highest {high} ({high_value}), lowest {low} ({low_value}).")  # fmt: skip


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    return scatter(chart, language, width)


def says(chart: Chart, language: Language) -> str:
    said = []
    for name in ("y", "x"):
        known = sorted((row for row in chart.rows() if row[name] is not None), key=lambda row: -row[name])
        if known:
            said.append(SAYS.get(language).format(
                axis=known[0].get(f"{name}_title") or name, high=known[0]["label"], low=known[-1]["label"],
                high_value=look.written(chart, known[0][name], language),
                low_value=look.written(chart, known[-1][name], language),
            ))  # fmt: skip
    return " ".join(said)


KIND = Kind(
    title=Text(de="Punkte", en="Points"),
    columns=("label", "x", "y"),
    draws=draws,
    says=says,
    hidden=frozenset({"x_title", "y_title"}),
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

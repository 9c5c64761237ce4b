"""How far something has come, or how likely it is: one bar each on a track from nothing to all."""

from __future__ import annotations

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.pen import Pen, widest
from leitstand.reporting.charts.marks.rows import rows_of
from leitstand.reporting.charts.marks.scales import Scale
from leitstand.reporting.charts.telling import ends

BAR = 8


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, rows = Pen(width), rows_of(chart.columns["label"], width, 30)
    words = [look.written(chart, one, language) or "–" for one in chart.columns["value"]]
    whole = 1.0 if chart.unit == "ratio" else max((one or 0 for one in chart.columns["value"]), default=0) or 1.0
    scale = Scale(0, whole, rows.left, rows.right - widest(words, bold=True) - 12)
    tones = chart.columns.get("tone") or [None] * len(words)
    for row, text, tone in zip(chart.rows(), words, tones, strict=True):
        y, value = rows.name(pen), min(max(row["value"] or 0.0, 0.0), whole)
        pen.rect(scale.start, y - BAR / 2, scale.end - scale.start, BAR, "quiet", round_=4)
        pen.rect(scale.start, y - BAR / 2, scale(value) - scale.start, BAR, tone or "plan", round_=4)
        pen.words(rows.right, y, text, "ink", "end", bold=True)
        rows.hit(pen, f"{row['label']} · {look.exact(row['value'], chart.unit, chart.currency, language)}")
    return pen.drawing(rows.end)


KIND = Kind(
    title=Text(de="Fortschritt", en="Progress"),
    columns=("label", "value"),
    draws=draws,
    says=lambda chart, language: ends(chart, language),
    hidden=frozenset({"tone"}),
    example=Chart(
        "progress",
        {
            "label": [
                Text(de="Umsatz +8 % bis Dezember 2027", en="Revenue +8% by December 2027"),
                Text(de="NPS ≥ 35 bis Juni 2027", en="NPS ≥ 35 by June 2027"),
                Text(de="Überfällig < 12 %", en="Overdue < 12%"),
            ],
            "value": [0.72, 0.41, 0.58],
            "tone": ["good", "bad", "watch"],
        },
        "ratio",
        Text(de="Wahrscheinlichkeit, das Ziel zu erreichen", en="Probability of reaching the goal"),
    ),
)

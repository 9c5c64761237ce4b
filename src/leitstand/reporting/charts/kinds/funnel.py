"""How many enter each step and how many leave there."""

from __future__ import annotations

from leitstand.foundation.numbers import format_percent
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.pen import LINE, Pen, widest
from leitstand.reporting.charts.marks.rows import rows_of
from leitstand.reporting.charts.marks.scales import Scale

WORDS = Text(de="davon weiter {share}", en="{share} go on")
SAYS = Text(
    de="{entered} kommen bis „{first}“, {reached} bis „{last}“. Die meisten gehen bei „{worst}“: {lost} von {of}.",
    en="{entered} reach '{first}', {reached} reach '{last}'. Most are lost at '{worst}': {lost} of {of}.",
)
LEFT = Text(de="verlassen", en="left")
BAR = 22


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, rows = Pen(width), rows_of(chart.columns["step"], width, 38)
    shares = [_share(row, language) for row in chart.rows()]
    counts = [look.written(chart, row["entered"], language) for row in chart.rows()]
    room = max(widest(counts, bold=True), widest(shares, 11)) + 14
    most = max((one or 0 for one in chart.columns["entered"]), default=0) or 1
    scale = Scale(0, most, rows.left, rows.right - room)
    for row, count, share in zip(chart.rows(), counts, shares, strict=True):
        y, entered, left = rows.name(pen), row["entered"] or 0, row["left"] or 0
        pen.rect(scale(0), y - BAR / 2, scale(entered) - scale(0), BAR, "soft")
        pen.rect(scale(0), y - BAR / 2, scale(entered - left) - scale(0), BAR, "plan")
        pen.words(scale(entered) + 8, y - LINE / 2, count, bold=True)
        pen.words(scale(entered) + 8, y + LINE / 2, share, "second", size=11)
        gone = f"{LEFT.get(language)} {look.exact(row['left'], chart.unit, chart.currency, language)}"
        rows.hit(pen, f"{row['step']} · {look.exact(row['entered'], chart.unit, chart.currency, language)} · {gone}")
    return pen.drawing(rows.end)


def _share(row: dict[str, float], language: Language) -> str:
    entered = row["entered"]
    share = format_percent((entered - (row["left"] or 0)) / entered, language) if entered else "–"
    return WORDS.get(language).format(share=share)


def says(chart: Chart, language: Language) -> str:
    rows = [row for row in chart.rows() if row["entered"] is not None]
    worst = max(rows, key=lambda row: row["left"] or 0)
    return SAYS.get(language).format(
        entered=look.written(chart, rows[0]["entered"], language), first=rows[0]["step"],
        reached=look.written(chart, rows[-1]["entered"], language), last=rows[-1]["step"], worst=worst["step"],
        lost=look.written(chart, worst["left"] or 0, language), of=look.written(chart, worst["entered"], language),
    )  # fmt: skip


KIND = Kind(
    title=Text(de="Trichter", en="Funnel"),
    columns=("step", "entered", "left"),
    draws=draws,
    says=says,
    example=Chart(
        "funnel",
        {
            "step": [
                Text(de="Produkt", en="Product"),
                Text(de="Warenkorb", en="Cart"),
                Text(de="Kasse", en="Checkout"),
            ],
            "entered": [9000, 4100, 2300],
            "left": [4900, 1800, 500],
        },
        "count",
        Text(de="Die meisten gehen vor dem Warenkorb", en="Most leave before the cart"),
    ),
)

"""What became of those who entered each stage: the outcomes add up to the entries."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.numbers import format_percent
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.key import key
from leitstand.reporting.charts.marks.pen import LINE, Pen, widest
from leitstand.reporting.charts.marks.rows import rows_of
from leitstand.reporting.charts.marks.scales import Scale

OUTCOMES = {
    "advanced": ("plan", "on-heat", Text(de="weiter", en="advanced")),
    "won": ("good", "on-heat", Text(de="gewonnen", en="won")),
    "still_there": ("soft", "ink", Text(de="noch dort", en="still there")),
    "moved_back": ("watch", "on-heat", Text(de="zurückgestuft", en="moved back")),
    "lost": ("bad", "on-heat", Text(de="verloren", en="lost")),
}
"""Outcome → role of its part, role of words on it, name; in the order of the parts."""
ON = Text(de="{share} weiter", en="{share} go on")
SAYS = Text(
    de="{entered} kamen in „{first}“. Am meisten verliert „{worst}“: {lost} von {of}.",
    en="{entered} entered '{first}'. Most are lost in '{worst}': {lost} of {of}.",
)
BAR = 22


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, rows = Pen(width), rows_of(chart.columns["stage"], width, 40)
    shown = {name: one for name, one in OUTCOMES.items() if any(chart.columns[name])}
    rows.end = key(pen, 0, [(role, name.get(language)) for role, _, name in shown.values()], rows.left) + 2
    counts = [look.written(chart, row["entered"], language) for row in chart.rows()]
    shares = [_share(row, language) for row in chart.rows()]
    room = max(widest(counts, bold=True), widest(shares, 11)) + 14
    most = max((one or 0 for one in chart.columns["entered"]), default=0) or 1
    scale = Scale(0, most, rows.left, rows.right - room)
    for row, count, share in zip(chart.rows(), counts, shares, strict=True):
        y, x, told = rows.name(pen), scale(0), [str(row["stage"]), f"{_head(chart, language)} {count}"]
        for name, (role, on, title) in shown.items():
            wide = scale(row[name] or 0) - scale(0)
            pen.rect(x, y - BAR / 2, wide - (1 if wide > 2 else 0), BAR, role, round_=1)
            words = look.written(chart, row[name] or 0, language)
            if letters.width(words, 11) + 6 <= wide:
                pen.words(x + wide / 2, y, words, on, "middle", size=11)
            told.append(f"{title.get(language)} {words}")
            x += wide
        pen.words(x + 8, y - LINE / 2, count, bold=True)
        pen.words(x + 8, y + LINE / 2, share, "second", size=11)
        rows.hit(pen, " · ".join(told))
    return pen.drawing(rows.end)


def _head(chart: Chart, language: Language) -> str:
    return Text(de="eingetreten", en="entered").get(language)


def _share(row: dict[str, Any], language: Language) -> str:
    on = (row["advanced"] or 0) + (row["won"] or 0)
    return ON.get(language).format(share=format_percent(on / row["entered"], language) if row["entered"] else "–")


def says(chart: Chart, language: Language) -> str:
    rows = chart.rows()
    worst = max(rows, key=lambda row: row["lost"] or 0)
    return SAYS.get(language).format(
        entered=look.written(chart, rows[0]["entered"] or 0, language), first=rows[0]["stage"], worst=worst["stage"],
        lost=look.written(chart, worst["lost"] or 0, language), of=look.written(chart, worst["entered"] or 0, language),
    )  # fmt: skip


KIND = Kind(
    title=Text(de="Stufen", en="Stages"),
    columns=("stage", "entered", *OUTCOMES),
    draws=draws,
    says=says,
    heads={"stage": Text(de="Stufe", en="Stage"), **{name: title for name, (_, _, title) in OUTCOMES.items()}},
    parts={tuple(OUTCOMES): "entered"},
    example=Chart(
        "stages",
        {
            "stage": [
                Text(de="Anfrage", en="Enquiry"),
                Text(de="Bedarf geklärt", en="Needs known"),
                Text(de="Angebot", en="Offer"),
                Text(de="Verhandlung", en="Negotiation"),
            ],
            "entered": [420, 301, 214, 131],
            "advanced": [301, 214, 131, 0],
            "won": [0, 0, 12, 78],
            "still_there": [31, 28, 24, 19],
            "moved_back": [0, 6, 9, 4],
            "lost": [88, 53, 38, 30],
        },
        "count",
        Text(de="Die meisten gehen gleich nach der Anfrage verloren", en="Most are lost right after the enquiry"),
    ),
)

"""The course of a number: what was, what was expected or planned, what is to come, and the limit."""

from __future__ import annotations

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart, Drawing, Kind, Note
from leitstand.reporting.charts.marks import axes, course
from leitstand.reporting.charts.marks.pen import Pen
from leitstand.reporting.charts.marks.scales import spread
from leitstand.reporting.charts.telling import course as told

TOLD = {name: style.name for name, style in [*course.STYLES.items()][::-1]} | {
    "p10": Text(de="mindestens (90 %)", en="at least (90%)"),
    "p90": Text(de="höchstens (90 %)", en="at most (90%)"),
    "low": Text(de="untere Grenze", en="lower bound"),
    "high": Text(de="obere Grenze", en="upper bound"),
    "low95": Text(de="mindestens (97,5 %)", en="at least (97.5%)"),
    "high95": Text(de="höchstens (97,5 %)", en="at most (97.5%)"),
}


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, domain = Pen(width), spread(course.reach(chart))
    top = 10 + course.notes_strip(chart, width)
    bottom, count = top + (210 if width > 400 else 170), 5 if width > 400 else 4
    left = axes.gutter(chart, domain, language, count)
    frame = axes.frame(
        chart.columns["day"], left, width - course.margin(chart, language, width), top, bottom, domain
    )  # fmt: skip
    course.bands(pen, chart, frame)
    axes.value_axis(pen, chart, frame, language, count)
    axes.day_axis(pen, frame, language, bottom)
    end = course.notes(pen, chart, frame, language, bottom + 24)
    covered = course.lines(pen, chart, frame)
    course.name_ends(pen, chart, frame, language, covered)
    names = {name: chart.names.get(name, title) for name, title in TOLD.items()}
    course.hits(pen, chart, frame, language, names)
    return pen.drawing(end + 2)


KIND = Kind(
    title=Text(de="Verlauf", en="Course"),
    columns=("day", "value"),
    draws=draws,
    says=lambda chart, language: told(chart, language, further=("forecast", "plan", "target")),
    heads=TOLD,
    example=Chart(
        "series",
        {
            "day": [f"2026-{month:02}-01" for month in range(1, 10)],
            "value": [92.1, 93.4, 91.8, 92.6, 93.0, 84.2, 83.1, None, None],
            "forecast": [None, None, None, None, None, None, 83.1, 83.4, 83.9],
            "p10": [None, None, None, None, None, None, 83.1, 80.9, 79.7],
            "p90": [None, None, None, None, None, None, 83.1, 86.0, 88.2],
            "comparison": [90.2, 91.0, 90.4, 91.3, 91.9, 92.2, 91.6, 92.0, 92.4],
            "target": [94.0] * 9,
        },
        "score",
        Text(de="Die Liefertreue fiel im Juni", en="Delivery got worse in June"),
        notes=(Note("2026-06-08", Text(de="Wechsel zu Paketdienst B", en="Change to carrier B")),),
        names={"comparison": Text(de="Vorjahr", en="previous year")},
    ),
)

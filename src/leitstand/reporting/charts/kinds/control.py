"""A process over time between the limits of its usual variation; what lies outside or breaks a rule is marked."""

from __future__ import annotations

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart, Drawing, Kind, Note
from leitstand.reporting.charts.marks import axes, course
from leitstand.reporting.charts.marks.course import Style
from leitstand.reporting.charts.marks.pen import Pen
from leitstand.reporting.charts.marks.scales import spread
from leitstand.reporting.charts.telling import course as told

STYLES = {
    "low": Style(Text(de="untere Grenze", en="lower limit"), "grey", "second", 1.2, "4 3"),
    "high": Style(Text(de="obere Grenze", en="upper limit"), "grey", "second", 1.2, "4 3"),
    "centre": Style(Text(de="Mitte", en="centre"), "grey", "second", 1.2),
    "value": Style(Text(de="tatsächlich", en="actual"), "actual", "ink", 1.6),
}
SPECIAL = Text(de="außergewöhnlich", en="special cause")
OUTSIDE = {
    True: Text(de="{n} Wert ist außergewöhnlich.", en="{n} value is out of the ordinary."),
    False: Text(de="{n} Werte sind außergewöhnlich.", en="{n} values are out of the ordinary."),
}
CALM = Text(de="Alle Werte liegen im üblichen Bereich.", en="All values lie within the usual range.")


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, domain = Pen(width), spread(course.reach(chart, STYLES))
    top = 10 + course.notes_strip(chart, width)
    bottom, count = top + (200 if width > 400 else 170), 5 if width > 400 else 4
    left = axes.gutter(chart, domain, language, count)
    right = width - course.margin(chart, language, width, STYLES)
    frame = axes.frame(chart.columns["day"], left, right, top, bottom, domain)
    axes.value_axis(pen, chart, frame, language, count)
    axes.day_axis(pen, frame, language, bottom)
    end = course.notes(pen, chart, frame, language, bottom + 24)
    covered = course.lines(pen, chart, frame, STYLES)
    course.name_ends(pen, chart, frame, language, covered, STYLES)
    values, special = chart.columns["value"], chart.columns["special"]
    for place, value in enumerate(values):
        if value is None:
            continue
        x, y = frame.at(place), frame.y(value)
        if special[place]:
            pen.dot(x, y, 8, "card", ring="bad")
            pen.dot(x, y, 4.5, "bad", ring="")
        elif len(values) <= 40:
            pen.dot(x, y, 2.5, "actual", ring="")
    names = {name: chart.names.get(name, style.name) for name, style in reversed(STYLES.items())}
    course.hits(pen, chart, frame, language, names)
    return pen.drawing(end + 2)


def says(chart: Chart, language: Language) -> str:
    count = sum(map(bool, chart.columns["special"]))
    outside = OUTSIDE[count == 1].get(language).format(n=format_number(count, language))
    return f"{outside if count else CALM.get(language)} {told(chart, language)}"


KIND = Kind(
    title=Text(de="Regelkarte", en="Control chart"),
    columns=("day", "value", "centre", "low", "high", "special"),
    draws=draws,
    says=says,
    heads={**{name: style.name for name, style in STYLES.items()}, "special": SPECIAL},
    example=Chart(
        "control",
        {
            "day": [f"{2025 + month // 12}-{month % 12 + 1:02}-01" for month in range(16)],
            "value": [0.41, 0.40, 0.42, 0.41, 0.39, 0.42, 0.40, 0.41, 0.43, 0.40, 0.41, 0.42, 0.40, 0.36, 0.34, 0.34],
            "centre": [0.41] * 16,
            "low": [0.37] * 16,
            "high": [0.45] * 16,
            "special": [False] * 13 + [True] * 3,
        },
        "ratio",
        Text(
            de="Die Wiederkaufrate liegt seit Februar unter dem Üblichen", en="Repeat purchases are low since February"
        ),
        notes=(Note("2026-01-27", Text(de="Wechsel zu Paketdienst B", en="Change to carrier B")),),
    ),
)

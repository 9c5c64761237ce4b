"""What a chart shows, in a sentence or two: the latest, the highest and lowest, the change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leitstand.foundation.numbers import format_change
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.marks.course import name_of
from leitstand.reporting.charts.marks.scales import grain, period_name

LATEST = Text(
    de="Zuletzt ({day}) {value}, {change} gegenüber {first}.", en="Latest ({day}): {value}, {change} on {first}."
)
ONLY = Text(de="{day}: {value}.", en="{day}: {value}.")
ENDS = Text(de="Höchster Wert {high} ({high_at}), niedrigster {low} ({low_at}).",
            en="Highest {high} ({high_at}), lowest {low} ({low_at}).")  # fmt: skip
AHEAD = Text(de="{name} für {day}: {value}.", en="{name} for {day}: {value}.")
UNKNOWN = Text(de="Kein Wert bekannt.", en="No value is known.")
HIGHEST = Text(de="Am höchsten: {label} mit {value}.", en="Highest: {label} with {value}.")
LOWEST = Text(de="Am niedrigsten: {label} mit {value}.", en="Lowest: {label} with {value}.")


def course(chart: Chart, language: Language, *, column: str = "value", further: Sequence[str] = ()) -> str:
    """Of a line over days. further: columns whose last value is told too."""
    days = tuple(date.fromisoformat(str(day)[:10]) for day in chart.columns["day"])
    named = [period_name(day, grain(days), language) for day in days]
    known = [(named[place], float(one)) for place, one in enumerate(chart.columns[column]) if one is not None]
    said = []
    if not known:
        said.append(UNKNOWN.get(language))
    elif len(known) == 1:
        said.append(ONLY.get(language).format(day=known[0][0], value=look.written(chart, known[0][1], language)))
    else:
        (first, start), (last, end) = known[0], known[-1]
        said.append(LATEST.get(language).format(
            day=last, value=look.written(chart, end, language), change=change(chart, start, end, language), first=first
        ))  # fmt: skip
        high, low = max(known, key=lambda one: one[1]), min(known, key=lambda one: one[1])
        said.append(ENDS.get(language).format(
            high=look.written(chart, high[1], language), high_at=high[0],
            low=look.written(chart, low[1], language), low_at=low[0],
        ))  # fmt: skip
    for name in further:
        if chart.known(name):
            place = max(place for place, one in enumerate(chart.columns[name]) if one is not None)
            value = look.written(chart, chart.columns[name][place], language)
            title = name_of(chart, name).get(language)
            said.append(AHEAD.get(language).format(
                name=title[:1].upper() + title[1:], day=named[place], value=value
            ))  # fmt: skip
    return " ".join(said)


def change(chart: Chart, start: float, end: float, language: Language) -> str:
    """From one value to the other: in percent, of shares in points, of what changes its sign in the unit itself."""
    ratio = (end - start) / start if start > 0 and end >= 0 and chart.unit != "points" else None
    return format_change(end - start, ratio, chart.unit, chart.currency, language)


def ends(chart: Chart, language: Language, *, label: str = "label", value: str = "value", signed: bool = False) -> str:
    """The highest and the lowest of named values."""
    rows = zip(chart.columns[label], chart.columns[value], strict=True)
    known = [(str(name), float(one)) for name, one in rows if one is not None]
    if not known:
        return UNKNOWN.get(language)
    known.sort(key=lambda one: -one[1])
    said = [(HIGHEST, known[0])] if len(known) == 1 else [(HIGHEST, known[0]), (LOWEST, known[-1])]
    return " ".join(
        text.get(language).format(label=name, value=look.written(chart, one, language, change=signed))
        for text, (name, one) in said
    )

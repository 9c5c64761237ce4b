"""Turns a chart into what charts of office programs are made of: categories and named series of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from leitstand.foundation.numbers import NAMED_UNITS
from leitstand.foundation.period import period_of
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.renderers.formats import number_format

Shape = Literal["line", "bars", "stacked", "scatter"]
Role = Literal["main", "plan", "soft", "range", "limit", "good", "bad", "total", "base"]
"""What a series is: the number itself, what was planned or forecast, a part in the background, the end of a range, a
limit, a change for the better or worse, a total, or what lies invisibly below a bar."""

COLORS: dict[Role, str] = {
    "main": "0F5C6E", "plan": "0F5C6E", "soft": "CFE0E4", "range": "AEB6BA", "limit": "B4450F", "good": "0B6E4F",
    "bad": "B4450F", "total": "1B2227", "base": "FFFFFF",
}  # fmt: skip
NAMES = {
    "value": Text(de="tatsächlich", en="actual"),
    "expected": Text(de="erwartet", en="expected"),
    "forecast": Text(de="Prognose", en="forecast"),
    "plan": Text(de="Plan", en="plan"),
    "limit": Text(de="Grenze", en="limit"),
}
TICKS = 9
SHORTEST_QUARTER, LONGEST_QUARTER = 90, 92
RANGES = {
    "low": Text(de="untere Grenze", en="lower end"),
    "high": Text(de="obere Grenze", en="upper end"),
    "p10": Text(de="10 %", en="10%"),
    "p90": Text(de="90 %", en="90%"),
    "low95": Text(de="untere Grenze, 95 %", en="lower end, 95%"),
    "high95": Text(de="obere Grenze, 95 %", en="upper end, 95%"),
}
ROLES: dict[str, Role] = {"value": "main", "expected": "plan", "forecast": "plan", "plan": "plan", "limit": "limit"}
VALUE, STAY, LEFT = (
    Text(de="Wert", en="Value"),
    Text(de="weiter", en="go on"),
    Text(de="ausgestiegen", en="left"),
)
STEPS: dict[str, tuple[Role, Role]] = {"up": ("good", "bad"), "down": ("bad", "good"), "context": ("main", "main")}
"""What a step up and a step down are, by which changes are good."""
BASE = Text(de="(Sockel)", en="(base)")
TOTAL, MORE, LESS = Text(de="Gesamt", en="Total"), Text(de="mehr", en="more"), Text(de="weniger", en="less")


@dataclass(frozen=True, slots=True)
class Series:
    """sign: stands before its numbers; bars on a base all point to the right, whatever they say."""

    name: str
    values: Sequence[float | None]
    role: Role
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Native:
    """categories: names or days. title, subtitle: in the reader's language. format: of its numbers, axis: of those on
    an axis. For scatter the categories name the points, and the two series are x and y."""

    shape: Shape
    categories: Sequence[str | date]
    series: Sequence[Series]
    title: str
    subtitle: str
    format: str
    axis: str

    @property
    def legend(self) -> bool:
        """Whether the series need their names beside the chart: steps on a base are named on the axis."""
        return len(self.series) > 1 and self.shape != "scatter" and all(one.role != "base" for one in self.series)


def native(chart: Chart, language: Language) -> Native | None:
    """None for a kind that office programs cannot draw as a chart: a picture or a table takes its place."""
    told = chart.said(language)
    columns = told.columns
    found: tuple[Shape, Sequence[str | date], Sequence[Series]] | None = None
    match chart.kind:
        case "series":
            found = "line", _times(columns["day"], language), _lines(columns, language)
        case "bars":
            found = "bars", list(columns["label"]), [Series(VALUE.get(language), columns["value"], "main")]
        case "waterfall":
            found = _steps(told, language)
        case "funnel":
            stay = [entered - left for entered, left in zip(columns["entered"], columns["left"], strict=True)]
            parts = [Series(STAY.get(language), stay, "main"), Series(LEFT.get(language), columns["left"], "soft")]
            found = "stacked", list(columns["step"]), parts
        case "points":
            axes = [Series(_axis(columns, name), columns[name], "main") for name in ("x", "y")]
            found = "scatter", list(columns["label"]), axes
    if found is None:
        return None
    shape, categories, series = found
    numbers = [one for each in series for one in each.values]
    subtitle = told.subtitle.get(language) if told.subtitle else ""
    written = number_format(chart.unit, chart.currency, language, numbers)
    axis = written.partition('"')[0] if chart.unit in NAMED_UNITS else written
    return Native(shape, categories, series, told.title.get(language), subtitle, written, axis)


def _times(told: Sequence[str], language: Language) -> list[str | date]:
    """Days; quarters by name."""
    days = [date.fromisoformat(one) for one in told]
    apart = {(after - day).days for day, after in pairwise(days)}
    if apart and min(apart) >= SHORTEST_QUARTER and max(apart) <= LONGEST_QUARTER:
        return [period_of(day, "quarter").label(language) for day in days]
    return [*days]


def months_between_ticks(found: Native) -> int:
    """So that about eight days are named on the axis of a course."""
    days = [one for one in found.categories if isinstance(one, date)]
    if len(days) < 2:
        return 1
    months, apart = (days[-1] - days[0]).days / 30.4, (days[1] - days[0]).days / 30.4
    return next((one for one in (1, 3, 6, 12) if months / one <= TICKS and apart < one + 0.5), 24)


def _lines(columns: Any, language: Language) -> list[Series]:
    def known(name: str) -> bool:
        return any(one is not None for one in columns.get(name, ()))

    lines = [Series(text.get(language), columns[name], ROLES[name]) for name, text in NAMES.items() if known(name)]
    return lines + [Series(text.get(language), columns[name], "range") for name, text in RANGES.items() if known(name)]


def _steps(told: Chart, language: Language) -> tuple[Shape, Sequence[str | date], Sequence[Series]]:
    """Bars on an invisible base; side by side where a level lies below zero, where there is no such base."""
    labels, level, ends = list(told.columns["label"]), 0.0, []
    for row in told.rows():
        start = 0.0 if row["total"] else level
        level = start + row["value"]
        ends.append((start, level, row["total"], row["value"]))
    if any(min(start, end) < 0 for start, end, _, _ in ends):
        return "bars", labels, [Series(VALUE.get(language), [value for *_, value in ends], "main")]
    more, less = STEPS[told.direction]
    return "stacked", labels, [
        Series(BASE.get(language), [0.0 if total else min(start, end) for start, end, total, _ in ends], "base"),
        Series(TOTAL.get(language), [end if total else None for _, end, total, _ in ends], "total"),
        Series(MORE.get(language), [None if total or value < 0 else value for *_, total, value in ends], more, "+"),
        Series(LESS.get(language), [None if total or value >= 0 else -value for *_, total, value in ends], less, "-"),
    ]  # fmt: skip


def _axis(columns: Any, name: str) -> str:
    titles = columns.get(f"{name}_title") or [name]
    return str(titles[0])

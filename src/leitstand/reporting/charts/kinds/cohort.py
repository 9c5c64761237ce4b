"""Cohorts by the month they began, and how much of each is left after so many months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.grid import grid
from leitstand.reporting.charts.marks.scales import grain, period_name
from leitstand.reporting.charts.telling import UNKNOWN

AGE = Text(de="Monate seit dem Anfang", en="Months since the start")
SAYS = Text(de="Nach {age}: am höchsten {best} mit {high}, am niedrigsten {worst} mit {low}.",
            en="After {age}: highest {best} with {high}, lowest {worst} with {low}.")  # fmt: skip
ONE = Text(de="Nach {age}: {best} mit {high}.", en="After {age}: {best} with {high}.")


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    columns = {**chart.columns, "row": _named(chart, language), "column": [str(one) for one in chart.columns["age"]]}
    heads = [str(age) for age in sorted(set(chart.columns["age"]))]
    title, named = _title(chart).get(language), replace(chart, columns=columns)
    return grid(named, language, width, cases=False, title=title, whole=_whole(chart), heads=heads)


def _whole(chart: Chart) -> float | None:
    """What every cohort begins with, where all begin with the same."""
    begins = {row["value"] for row in chart.rows() if row["age"] == 0}
    return begins.pop() if len(begins) == 1 else None


def _title(chart: Chart) -> Text:
    return chart.names.get("age", AGE)


def _named(chart: Chart, language: Language) -> list[str]:
    days = tuple(date.fromisoformat(str(day)[:10]) for day in chart.columns["day"])
    kind = grain(tuple(dict.fromkeys(days)))
    return [period_name(day, kind, language) for day in days]


def says(chart: Chart, language: Language) -> str:
    """The cohorts compared at the age that most of them have reached and that is not their begin."""
    rows = [{**row, "name": name} for row, name in zip(chart.rows(), _named(chart, language), strict=True)]
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return UNKNOWN.get(language)
    ages = [row["age"] for row in known if row["age"]] or [row["age"] for row in known]
    age = max(set(ages), key=lambda one: (ages.count(one), -one))
    there = sorted((row for row in known if row["age"] == age), key=lambda row: -row["value"])
    unit = look.exact(float(age), "months", None, language)
    if language == "de":
        unit = unit.replace("Monate", "Monaten")
    text = SAYS if len(there) > 1 else ONE
    return text.get(language).format(
        age=unit, best=there[0]["name"], high=look.written(chart, there[0]["value"], language),
        worst=there[-1]["name"], low=look.written(chart, there[-1]["value"], language),
    )  # fmt: skip


def _example() -> dict[str, list[object]]:
    cells = [(month, age) for month in range(1, 10) for age in range(10 - month)]
    kept = [1.0, 0.44, 0.37, 0.33, 0.30, 0.28, 0.27, 0.26, 0.25]
    return {
        "day": [f"2026-{month:02}-01" for month, _ in cells],
        "age": [age for _, age in cells],
        "value": [round(kept[age] * (1 - 0.02 * month * (age > 0)), 3) for month, age in cells],
        "n": [180 + 12 * month for month, _ in cells],
    }


KIND = Kind(
    title=Text(de="Kohorten", en="Cohorts"),
    columns=("day", "age", "value", "n"),
    draws=draws,
    says=says,
    heads={"day": Text(de="Beginn", en="Start"), "age": AGE},
    units={"age": "count"},
    order=frozenset({"age"}),
    example=Chart(
        "cohort",
        _example(),
        "ratio",
        Text(de="Neue Kund:innen kommen seltener wieder", en="New customers return less often"),
    ),
)

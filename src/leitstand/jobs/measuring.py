"""Applies the registered design of an action to the company's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from leitstand.analysis.explain.events import closest, happenings, news
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.numbers import format_day, format_number
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.jobs import arms, courses
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.registry import dimension
from leitstand.planning.effects.ab_test import ab_test
from leitstand.planning.effects.before_after import before_after
from leitstand.planning.effects.contract import Check, Effect
from leitstand.planning.effects.difference_in_differences import difference_in_differences
from leitstand.planning.effects.interrupted_time_series import interrupted_time_series
from leitstand.planning.effects.synthetic_control import synthetic_control

if TYPE_CHECKING:
    import pandas as pd


MUCH = 0.05
"""Part of the customers of a test who may be in another one without a word about it."""
YEAR = 365
MOST_EVENTS = 4


def measured(facts: StoreFacts, action: Mapping[str, Any]) -> tuple[Effect, Text]:
    """The effect, in the unit of the check, and how much of the action there was. Raises UnusableInput."""
    plan = action["check"]
    if plan["design"] == "ab_test":
        return _arms(facts, action)
    start, end = (date.fromisoformat(plan[name]) for name in ("start", "window_end"))
    grain = plan["grain"]
    if plan["design"] in ("difference_in_differences", "synthetic_control"):
        course = courses.beside(facts, plan["metric"], plan["dims"], grain, start, end)
    else:
        course = courses.whole(facts, plan["metric"], plan["dims"], grain, start, end)
    if course is None or not course.start or not course.window:
        raise UnusableInput(
            Text(de="Für die Zeit der Prüfung fehlen Daten der Kennzahl.",
                 en="Data of the metric are missing for the time of the check."),
            Text(de="`leitstand show` zeigt, welche da sind.", en="`leitstand show` tells which there are."),
        )  # fmt: skip
    effect = _over_time(plan, course)
    if plan["design"] in ("interrupted_time_series", "before_after"):
        effect = replace(effect, checks=(*effect.checks, *_co_events(facts, plan, action["id"])))
    return effect, _dose(plan, course)


def _arms(facts: StoreFacts, action: Mapping[str, Any]) -> tuple[Effect, Text]:
    plan = action["check"]
    found = arms.arms(facts, plan.get("campaign", ""), action["id"], plan["days"], facts.as_of)
    table, kind = found.table, arms.OUTCOMES.get(plan["metric"])
    if kind is None or not len(table):
        raise arms.none_drawn(plan.get("campaign", ""), action["id"])
    values, denominator, before = arms.outcome(kind, table)
    effect = ab_test(values, table.treated, denominator=denominator, covariate=before, share=plan.get("share", 0.5))
    if plan.get("relative"):
        control = table[~table.treated]
        base = (
            float(control.amount.sum() / control.orders.sum())
            if kind == "mean"
            else float(values[~table.treated].mean())
        )
        effect = _scaled(effect, 1 / base) if base > 0 else effect
    effect = replace(effect, checks=(*effect.checks, _other_tests(found.shared)))
    sizes = int(table.treated.sum()), int((~table.treated).sum())
    de, en = ([format_number(size, language) for size in sizes] for language in LANGUAGES)
    dose = Text(
        de=f"{de[0]} Kunden mit und {de[1]} ohne, {plan['days']} Tage",
        en=f"{en[0]} customers with and {en[1]} without, {plan['days']} days",
    )
    return effect, dose


def _other_tests(shared: float) -> Check:
    """Whether another test may have had a part in it."""
    if shared <= MUCH:
        said = Text(de="Kaum jemand war zugleich in einem anderen Test.", en="Hardly anybody was in another test too.")
        return Check("other_tests", True, said, shared)
    said = Text(
        de=f"{shared * 100:.0f} % waren zugleich in einem anderen Test; nur das Los hält dessen Wirkung heraus.",
        en=f"{shared * 100:.0f}% were in another test too; only the lot keeps its effect apart.",
    )
    return Check("other_tests", None, said, shared)


def _co_events(facts: StoreFacts, plan: Mapping[str, Any], action: str) -> list[Check]:
    """What else happened around the start, nearest first: a series by itself cannot keep it apart."""
    start, end = (date.fromisoformat(plan[name]) for name in ("start", "window_end"))
    ours = (action, plan.get("campaign") or action)
    others = [
        one for one in news(happenings(facts), YEAR) if not any(name in one.title.en for name in ours) and one.on < end
    ]
    found = [event.happening for event in closest(others, start, (end - start).days)]
    if not found:
        return []
    de, en = (
        ", ".join(f"{one.title.get(language)} ({format_day(one.on, language)})" for one in found[:MOST_EVENTS])
        for language in LANGUAGES
    )
    said = Text(
        de=f"Was zur selben Zeit geschah, lässt sich hier nicht trennen: {de}.",
        en=f"What happened at the same time cannot be kept apart here: {en}.",
    )
    return [Check("happened_too", None, said, float(len(found)))]


def _scaled(effect: Effect, by: float) -> Effect:
    return replace(effect, estimate=effect.estimate * by, low=effect.low * by, high=effect.high * by, se=effect.se * by)


def _over_time(plan: Mapping[str, Any], course: courses.Course) -> Effect:
    table = course.table
    in_percent = bool(plan.get("relative"))
    positive = bool((table > 0).all(axis=None))
    if in_percent and not positive:
        table = table / table.iloc[: course.start].mean()
    scale: Literal["level", "log"] = "log" if in_percent and positive else "level"
    series = table.iloc[:, 0].to_numpy()
    match plan["design"]:
        case "difference_in_differences":
            return difference_in_differences(
                _long(table, course.start), unit="unit", time="period", outcome="value", treated="treated", scale=scale
            )
        case "synthetic_control":
            index = table / table.iloc[: course.start].mean() if in_percent else table
            return synthetic_control(
                _long(index, course.start), unit="unit", time="period", outcome="value", treated="treated"
            )
        case "interrupted_time_series":
            period = courses.PERIODS[course.grain]
            return interrupted_time_series(series, course.start, period=period, scale=scale)
    effect = before_after(series, course.start)
    return _scaled(effect, 1 / float(series[: course.start].mean())) if in_percent and positive else effect


def _long(table: pd.DataFrame, start: int) -> pd.DataFrame:
    """One row per cell and period; the first cell is the treated one."""
    part = table.set_axis(range(len(table)))
    rows = part.melt(ignore_index=False, var_name="unit", value_name="value").reset_index(names="period")
    rows["treated"] = ((rows.unit == table.columns[0]) & (rows.period >= start)).astype(int)
    return rows


def _dose(plan: Mapping[str, Any], course: courses.Course) -> Text:
    weeks = plan["days"] // 7
    others = course.table.shape[1] - 1
    said = Text(de=f"{weeks} Wochen", en=f"{weeks} weeks")
    if not others or plan["design"] not in ("difference_in_differences", "synthetic_control"):
        return said
    name = dimension(course.dimension).title
    return Text(
        de=f"{said.de}, gegen {others} andere ({name.de})", en=f"{said.en}, against {others} others ({name.en})"
    )

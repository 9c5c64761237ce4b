"""How a goal stands: what is reached so far, where it will probably end, and whether that is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.numbers import format_day, format_value
from leitstand.foundation.period import Period, period_of
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.control.corridor import Month, Side, corridor
from leitstand.planning.targets.standing import Standing

State = Literal["reached", "missed", "on_course", "at_risk", "off_course", "unknown"]
ON_COURSE, AT_RISK = 0.5, 0.2
"""Probabilities from which on a goal counts as on course, or only at risk (setting of the house: P50 is the target)."""

WORD: Mapping[State, Text] = {
    "reached": Text(de="erreicht", en="reached"),
    "missed": Text(de="verfehlt", en="missed"),
    "on_course": Text(de="auf Kurs", en="on course"),
    "at_risk": Text(de="gefährdet", en="at risk"),
    "off_course": Text(de="nicht auf Kurs", en="off course"),
    "unknown": Text(de="noch nicht zu sagen", en="cannot be said yet"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """The months of a metric. history: complete ones without gaps, oldest first. flow: the year is their sum, else
    their mean. limits: what values cannot pass."""

    history: Sequence[tuple[Period, float | None]]
    flow: bool
    limits: tuple[float, float] | None
    unit: str
    currency: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """goal: as kept. so_far: (actual, plan) over the months that are over, sum or mean. outlook: value over the whole
    term with its 80 % range; None where nothing can be forecast. probability: of reaching the target. aim:
    what the whole term is held against."""

    goal: Mapping[str, Any]
    course: Course
    months: Sequence[Month]
    so_far: tuple[float, float] | None
    outlook: tuple[float, float, float] | None
    probability: float | None
    state: State
    aim: float

    @property
    def side(self) -> Side:
        return side_of(self.goal["kind"])

    def as_dict(self) -> dict[str, Any]:
        """The shape of a goal in `leitstand control --json`."""
        goal = self.goal
        return {
            **{name: goal[name] for name in ("id", "metric", "segment", "kind", "by", "baseline", "target", "set_at")},
            "title": find(goal["metric"]).title.as_dict(),
            "unit": self.course.unit,
            "currency": self.course.currency,
            "months": [_month(one) for one in self.months],
            "so_far": None if self.so_far is None else dict(zip(("actual", "plan"), self.so_far, strict=True)),
            "outlook": None if self.outlook is None else dict(zip(("low", "mid", "high"), self.outlook, strict=True)),
            "aim": self.aim,
            "probability": self.probability,
            "state": self.state,
            "sentence": self.sentence().as_dict(),
        }

    def sentence(self) -> Text:
        """Net revenue: on course. €812,000 so far instead of the planned €790,000; …"""
        said = {language: self._said(language) for language in LANGUAGES}
        return Text(de=said["de"], en=said["en"])

    def _said(self, language: Language) -> str:
        def written(value: float) -> str:
            return format_value(value, self.course.unit, self.course.currency, language, short=True)

        german = language == "de"
        goal, by = self.goal, format_day(date.fromisoformat(self.goal["by"]), language)
        segment = f" ({goal['segment']})" if goal["segment"] else ""
        parts = [f"{find(goal['metric']).title.get(language)}{segment}: {WORD[self.state].get(language)}."]
        if self.so_far is not None:
            actual, plan = (written(value) for value in self.so_far)
            parts.append(f"Bisher {actual}, geplant {plan}." if german else f"{actual} so far, planned {plan}.")
        if self.outlook is not None and self.probability is not None:
            low, mid, high = (written(value) for value in self.outlook)
            target, percent = written(self.aim), round(100 * min(max(self.probability, 0.01), 0.99))
            parts.append(
                f"Ausblick bis {by}: {mid} ({low} bis {high}), Ziel {target}: {percent}\u202f% Wahrscheinlichkeit."
                if german
                else f"Outlook to {by}: {mid} ({low} to {high}), target {target}: {percent}% probability."
            )
        return " ".join(parts)


def side_of(kind: str) -> Side:
    return "at_or_above" if kind in ("at_or_above", "increase_to") else "at_or_below"


def follow(goal: Mapping[str, Any], course: Course, stands: Standing) -> Followed:
    """How a kept goal stands. stands: its outlook, as `leitstand goal` tells it."""
    plan = [(date.fromisoformat(f"{str(one['month'])[:7]}-01"), float(one["target"])) for one in goal["months"]]
    side, set_on = side_of(goal["kind"]), _set_on(goal)
    months = corridor(course.history, plan, set_on, side, _ahead(course, plan))
    over = [one for one in months if one.actual is not None]
    so_far = None
    if over:
        actual, planned = sum(one.actual or 0.0 for one in over), sum(one.plan for one in over)
        so_far = (actual, planned) if course.flow else (actual / len(over), planned / len(over))
    aim = float(goal["target"]) if stands.aim is None else stands.aim
    if stands.outlook is not None and stands.low is not None and stands.high is not None:
        outlook = stands.low, stands.outlook, stands.high
        now: State = "unknown" if stands.probability is None else _state(stands.probability)
        return Followed(goal, course, months, so_far, outlook, stands.probability, now, aim)
    state: State = "unknown"
    ended = bool(course.history) and course.history[-1][0].end > date.fromisoformat(goal["by"])
    if ended and so_far is not None:  # against the plan of the same months: a goal may set a level for each of them
        actual, planned = so_far
        state = "reached" if (actual >= planned if side == "at_or_above" else actual <= planned) else "missed"
    return Followed(goal, course, months, so_far, None, None, state, aim)


def _state(probability: float) -> State:
    return "on_course" if probability >= ON_COURSE else "at_risk" if probability >= AT_RISK else "off_course"


def _set_on(goal: Mapping[str, Any]) -> date:
    return date.fromisoformat(goal["baseline_on"] or str(goal["set_at"])[:10])


def _ahead(course: Course, plan: Sequence[tuple[date, float]]) -> list[tuple[Period, tuple[float, float, float]]]:
    """The months of the plan that are not over, with the forecast of today."""
    from leitstand.analysis.series.forecasting import forecast

    if not course.history or not plan:
        return []
    last = course.history[-1][0]
    horizon = (plan[-1][0].year - last.start.year) * 12 + plan[-1][0].month - last.start.month
    if horizon < 1:
        return []
    values = [float("nan") if value is None else value for _, value in course.history]
    try:
        found = forecast(values, horizon, 12, course.limits)
    except UnusableInput:
        return []
    months, period = [], last
    for place in range(horizon):
        period = period_of(period.end, "month")
        months.append((period, (float(found.p10[place]), float(found.p50[place]), float(found.p90[place]))))
    return months


def _month(one: Month) -> dict[str, Any]:
    return {
        "month": one.period.start.isoformat(),
        "plan": one.plan,
        "low": one.low,
        "high": one.high,
        "actual": one.actual,
        "outlook": None if one.outlook is None else dict(zip(("low", "mid", "high"), one.outlook, strict=True)),
        "standing": one.standing,
    }

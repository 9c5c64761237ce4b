"""Measures what an action changed, by the check that was registered for it, and writes down what was learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from leitstand.control.plan import actions, effects, lessons
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.numbers import format_day
from leitstand.foundation.text import Text
from leitstand.jobs import arms, courses
from leitstand.jobs.courses import Course
from leitstand.jobs.effect_words import outcome_of, side_effects
from leitstand.jobs.links import Links
from leitstand.jobs.measuring import measured
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.scope import whole
from leitstand.metrics.registry import find
from leitstand.planning.effects.contract import Check, Effect, verdict
from leitstand.planning.effects.peeking import always_valid
from leitstand.planning.effects.proposing import Proposal, Shape, propose
from leitstand.planning.lessons import told
from leitstand.planning.lessons.telling import next_step

WEEKS = 8
"""How long an effect is watched where nothing is said."""
WEEKS_A_MONTH = 4.35


def proposal(
    home: Home,
    facts: StoreFacts,
    metric: str,
    dims: Mapping[str, str],
    start: date,
    *,
    weeks: int = WEEKS,
    designs: Sequence[str] = (),
    campaign: str = "",
    minimum: float | None = None,
) -> dict[str, Any]:
    """The check to register for an action: the first of `designs` that the data allow, else the one that proves most.

    designs: wished for, best first. minimum: smallest effect worth having, in the metric's unit. Answers design,
    metric, dims, unit, relative (the effect and its bounds are shares of the level), campaign, grain, dimension, start,
    window_end, days, minimum_effect, detectable, needed, unsplit (dimensions of the segment that the metric does not
    have: it is measured without them), and alternatives: the other designs with their detectable
    effect, or the reason why not. Raises UnknownId for a metric that is none, UnusableInput for a window of no weeks.
    """
    if weeks < 1:
        raise UnusableInput(Text(de="Die Frist braucht mindestens eine Woche.", en="The window needs a week at least."))
    before = facts.at(min(facts.as_of, start - timedelta(days=1)))
    kind = arms.OUTCOMES.get(metric)
    in_percent = courses.relative(metric) or kind in ("amount", "orders")
    base = courses.level(before, metric, dims) if in_percent and minimum is not None else None
    smallest = minimum if not in_percent else minimum / base if minimum is not None and base else None
    own, beside = courses.seen(before, metric, dims, start, weeks)
    count, spread = _per_customer(before, metric, dims, 7 * weeks)
    found = propose(_shape(own, beside, weeks, in_percent, count, spread), smallest)
    chosen = _chosen(found, designs)
    return {
        "design": chosen.design,
        "metric": metric,
        "dims": dict(dims),
        "unit": "ratio" if in_percent else find(metric).unit,
        "relative": in_percent,
        "campaign": campaign,
        "grain": own.grain,
        "dimension": beside.dimension if beside else "",
        "start": start.isoformat(),
        "window_end": (start + timedelta(weeks=weeks, days=chosen.design == "ab_test")).isoformat(),
        "days": 7 * weeks,
        "minimum_effect": smallest,
        "detectable": chosen.detectable,
        "needed": chosen.needed,
        "unsplit": [] if chosen.design == "ab_test" else courses.unsplit(metric, dims),
        "alternatives": [one.as_dict() for one in found if one is not chosen],
    }


def _chosen(found: Sequence[Proposal], designs: Sequence[str]) -> Proposal:
    possible = {one.design: one for one in found if one.refused is None}
    wanted = [possible[name] for name in designs if name in possible]
    return wanted[0] if wanted else next(iter(possible.values()))


def _shape(own: Course, beside: Course | None, weeks: int, in_percent: bool, count: int, spread: float | None) -> Shape:
    import numpy as np

    series = own.table.iloc[:, 0].to_numpy() if own.start else np.empty(0)
    units = beside.table.to_numpy().T if beside is not None else np.empty((0, 0))
    return Shape(
        window=weeks if own.grain == "week" else max(round(weeks / WEEKS_A_MONTH), 1),
        series=_index(series, in_percent) if np.isfinite(series).all() else (),
        period=courses.PERIODS[own.grain],
        units=[_index(row, in_percent) for row in units] if np.isfinite(units).all() else (),
        treated=1 if len(units) else 0,
        customers=count,
        spread=spread,
    )


def _index(values: Any, in_percent: bool) -> Any:
    """The series in shares of its own mean, where effects are told in percent."""
    mean = float(values.mean()) if len(values) else 0.0
    return values / mean if in_percent and mean > 0 else values


def _per_customer(facts: StoreFacts, metric: str, dims: Mapping[str, str], days: int) -> tuple[int, float | None]:
    """How many customers a lot could be drawn for, and how much what they do differs beyond what was to be expected."""
    import numpy as np

    kind = arms.OUTCOMES.get(metric)
    if kind is None or "order" not in facts.systems:
        return 0, None
    table = arms.customers(facts, days, dims)
    values, below, earlier = arms.outcome(kind, table)
    if below is not None:
        values = (values / below)[below > 0]
    mean, spread = float(values.mean()), float(values.astype(float).std())
    if not len(values) or mean <= 0 or not spread > 0:
        return len(values), None
    if earlier is not None and earlier.std() > 0:
        spread *= (1 - float(np.corrcoef(values, earlier)[0, 1]) ** 2) ** 0.5
    return len(values), spread if kind in ("share", "mean") else spread / mean


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects of actions and what they taught, as `Workspace.effects` gives them.

    >>> workspace.effects.lessons()
    []
    """

    home: Home
    facts: StoreFacts

    @property
    def alias(self) -> str:
        return Links.of(self.home).alias

    def measure(self, action: str, early: bool = False) -> dict[str, Any]:
        """The effect of an action by its registered check (`leitstand effect ACTION --json`), kept with its lesson.

        early: before the window is over, with an interval that allows it; nothing is learnt from it yet. Raises
        UnknownId, and UnusableInput where nothing is registered, the window is not over, or the data are missing.
        """
        one = actions.action(self.alias, action)
        plan = one["check"]
        if not plan:
            raise UnusableInput(
                Text(de=f"Für die Maßnahme {action} ist keine Prüfung hinterlegt.",
                     en=f"No check is registered for action {action}."),
                Text(de="`leitstand action` hinterlegt sie, solange die Maßnahme nicht begonnen hat.",
                     en="`leitstand action` registers one before the action begins."),
            )  # fmt: skip
        done = self._done(one, early)
        found, dose = measured(whole(self.facts), one)
        found = replace(found, checks=(*found.checks, _registered(plan)))
        if done < 1:
            found = always_valid(found, done)
        word = verdict(found, direction(plan), plan["minimum_effect"] or 0.0)
        told_ = self._told(one, found, dose, word, done < 1)
        self._keep(one, told_, found)
        return told_

    def lessons(self, word: str = "") -> list[dict[str, Any]]:
        """What actions taught, the newest first (`leitstand lessons --json`). word: only those whose text, title, rule
        or situation has it."""
        sought = word.casefold()
        return [
            one
            for one in lessons.lessons(self.alias)
            if sought in f"{one['text']} {one['title']} {one['rule']} {one['situation']} {one['verdict']}".casefold()
        ]

    def _done(self, one: Mapping[str, Any], early: bool) -> float:
        """Share of the window that the data cover. Raises UnusableInput where that is too little to look."""
        start, end = (date.fromisoformat(one["check"][name]) for name in ("start", "window_end"))
        covered = (self.facts.as_of + timedelta(days=1) - start).days / max((end - start).days, 1)
        if covered >= 1:
            return 1.0
        if not early or covered <= 0:
            days = format_day(end, "de"), format_day(end, "en")
            raise UnusableInput(
                Text(de=f"Die Frist läuft bis {days[0]}; die Daten reichen bis {format_day(self.facts.as_of, 'de')}. "
                        "Wer früher hinsieht, findet Wirkungen, die keine sind.",
                     en=f"The window ends on {days[1]}; the data reach {format_day(self.facts.as_of, 'en')}. "
                        "Looking earlier finds effects that are none."),
                Text(de="Warten Sie, oder sehen Sie mit --early eine Spanne, die das Hinsehen einrechnet.",
                     en="Wait, or see with --early an interval that allows for looking.") if covered > 0
                else Text(de=f"Die Frist beginnt am {format_day(start, 'de')}; davon gibt es noch keine Daten.",
                          en=f"The window begins on {format_day(start, 'en')}; there are no data of it yet."),
            )  # fmt: skip
        return covered

    def _told(self, one: Mapping[str, Any], found: Effect, dose: Text, word: Any, early: bool) -> dict[str, Any]:
        plan = one["check"]
        beside = side_effects(self.facts, one)
        better = 1 if direction(plan) == "up" else -1
        step = next_step(word, found.estimate, found.se, plan["minimum_effect"] or 0.0, better)
        share, share_se = _share(one, found)
        outcome = outcome_of(self.facts, one, found, word, dose, share, beside)
        return {
            "action": one["id"],
            "title": one["title"],
            "metric": plan["metric"],
            "dims": plan["dims"],
            **found.as_dict(),
            "unit": plan["unit"],
            "relative": outcome.relative,
            "verdict": word,
            "minimum_effect": plan["minimum_effect"],
            "share": share,
            "share_se": share_se,
            "next": step,
            "text": told(outcome, step).as_dict(),
            "early": early,
            "as_of": self.facts.as_of.isoformat(),
        }

    def _keep(self, one: Mapping[str, Any], told_: Mapping[str, Any], found: Effect) -> None:
        """Keeps what is new: the same effect of the same data is not written twice."""
        same = ("design", "estimate", "ci_low", "ci_high", "verdict", "early", "as_of", "checks")
        newest = effects.newest(self.alias).get(one["id"])
        if newest is None or any(newest[name] != told_[name] for name in same):
            more = ("p", "n", "grade", "relative", "minimum_effect", "share", "next", "text", "weights", "expected")
            effects.keep_effect(
                self.alias, one["id"], as_of=self.facts.as_of, design=found.design, unit=told_["unit"],
                verdict=told_["verdict"], estimate=told_["estimate"], ci_low=told_["ci_low"],
                ci_high=told_["ci_high"], se=told_["se"], checks=told_["checks"], early=told_["early"],
                details={name: told_[name] for name in more},
            )  # fmt: skip
            if not told_["early"]:
                self._learn(one, told_, found)

    def _learn(self, one: Mapping[str, Any], told_: Mapping[str, Any], found: Effect) -> None:
        lessons.keep_lesson(
            self.alias, one["id"], verdict=told_["verdict"], grade=found.grade, text=told_["text"],
            situation={"metric": one["metric"], "dims": one["dims"], "recommendation": one["recommendation"]},
            expected=(one["expected"] or {}).get("mid"), measured=told_["estimate"], share=told_["share"],
            share_se=told_["share_se"],
        )  # fmt: skip


def direction(plan: Mapping[str, Any]) -> Literal["up", "down"]:
    """Which way is good for the metric of a check; what is neither counts as better when it rises."""
    return "down" if find(plan["metric"]).direction == "down" else "up"


def _share(one: Mapping[str, Any], found: Effect) -> tuple[float | None, float | None]:
    """The measured effect as a share of the gap that was to be closed; nothing where the design proves nothing."""
    plan, gap = one["check"], (one["expected"] or {}).get("gap") or (one["expected"] or {}).get("mid")
    if plan.get("unsplit"):  # the gap is one of a part, the effect one of the whole
        return None, None
    if not gap or found.failed or plan["metric"] != one["metric"] or found.se <= 0 or found.se == float("inf"):
        return None, None
    if plan.get("relative"):
        if not one["baseline"]:
            return None, None
        gap = gap / one["baseline"]
    return found.estimate / gap, abs(found.se / gap)


def _registered(plan: Mapping[str, Any]) -> Check:
    day = date.fromisoformat(plan["registered_at"][:10])
    late = bool(plan.get("late"))
    said = (
        Text(de=f"Am {format_day(day, 'de')} festgelegt, als Daten der Frist schon da waren.",
             en=f"Registered on {format_day(day, 'en')}, when data of the window were there already.") if late
        else Text(de=f"Am {format_day(day, 'de')} festgelegt, vor den Daten der Frist.",
                  en=f"Registered on {format_day(day, 'en')}, before the data of the window.")
    )  # fmt: skip
    return Check("registered", None if late else True, said)

"""Reads what a target needs to know of a metric: its course so far, its past years and the best it has shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from leitstand.analysis.outlook import limits_of
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Grain, Period, add_months, period_of
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask, answer, dimensions_of, tables_behind
from leitstand.metrics.compute.earlier import is_flow
from leitstand.metrics.compute.evaluator import evaluator
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.outside import published
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Bridge, Distinct, Latest, Measure, Metric, Model, Open, Ratio, Stock, Sum
from leitstand.metrics.registry import find, measures
from leitstand.planning.targets.levers import Shown
from leitstand.planning.targets.year import Year, year_ahead

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEASONS: dict[Grain, int] = {"month": 12, "quarter": 4}
MOST_YEARS = 24
"""Rolling years that are looked back on, a quarter apart."""
PER_YEAR = 4
COMPARED_BY = ("segment", "channel", "country", "region", "ticket_channel", "platform", "device")
LEAST_SHARE = 0.05
"""Of all cases a segment must have, to be a level for the whole."""

Way = Literal["flow", "end", "mean"]


@dataclass(eq=False)
class Course:
    """A metric in its complete periods, oldest first; NaN where unknown. weights: the denominators of a ratio."""

    facts: StoreFacts
    metric: str
    segment: Segment
    grain: Grain
    periods: list[Period]
    values: Floats
    weights: Floats | None = None

    @property
    def season(self) -> int:
        return SEASONS[self.grain]

    @property
    def end(self) -> date:
        """The day after the last complete period."""
        return self.periods[-1].end

    @property
    def limits(self) -> tuple[float, float] | None:
        """What its values cannot pass: of a quotient that never was outside 0 to 1 these, else as its kind says."""
        known = self.values[np.isfinite(self.values)]
        one = find(self.metric)
        if isinstance(one, Metric) and isinstance(one.kind, Ratio) and one.unit == "ratio" and one.kind.scale == 1:
            inside = len(known) > 0 and known.min() >= 0 and known.max() <= 1
            return limits_of(self.metric) or ((0.0, 1.0) if inside else None)
        return limits_of(self.metric)

    @cached_property
    def years(self) -> list[float | None]:
        """Its values over rolling twelve months, oldest first, a quarter apart; the last are the twelve latest."""
        ends = [add_months(self.end, -3 * back) for back in range(MOST_YEARS)]
        spans = [Period(add_months(end, -12), end, "total") for end in ends]
        fully = [span for span in spans if span.start >= self.periods[0].start]
        return numbers(self.facts, self.metric, fully[::-1], self.segment) if fully else []

    @cached_property
    def last_year(self) -> float | None:
        """Its value over the latest twelve months; None where fewer are known."""
        span = Period(add_months(self.end, -12), self.end, "total")
        return (
            numbers(self.facts, self.metric, [span], self.segment)[0] if span.start >= self.periods[0].start else None
        )

    def ahead(self, by: date) -> tuple[list[Period], Year]:
        """The twelve months up to `by` (whole ones), by period, as they will probably be."""
        end = period_of(by + timedelta(days=1), self.grain).start
        months = _before(end, self.grain, self.season)
        until = sum(1 for _ in _between(self.end, end, self.grain))
        way = way_of(self.metric)
        weights = self.weights
        if way == "end":
            weights = np.zeros(self.season)
            weights[(until - 1) % self.season] = 1.0  # the period that the year ahead ends with
        found = year_ahead(self.values, season=self.season, until=until, flow=way == "flow", last=self.last_year,
                           weights=weights, limits=self.limits)  # fmt: skip
        return months, found

    def shown(self, direction: str) -> list[Shown]:
        """Levels that show what is possible: the best own year, the best own segment, the benchmark's good quarter."""
        up = direction == "up"
        best = max if up else min
        known = [value for value in self.years if value is not None]
        found = [Shown(best(known), "best_period")] if known else []
        if way_of(self.metric) == "mean" and not self.segment.conditions and direction != "context":
            found += [Shown(best(cells), "best_segment")] if (cells := self._cells()) else []
            outside = [row.p75 if up else row.p25 for row in published(self.facts, self.metric) if not row.cell]
            found += [Shown(value, "benchmark") for value in outside if value is not None]
        return found

    def _cells(self) -> list[float]:
        """The metric by segment over the last year, of those that are large enough."""
        one = find(self.metric)
        if not isinstance(one, Metric) or isinstance(one.kind, Distinct | Bridge | Model):
            return []
        start = max(add_months(self.end, -12), self.periods[0].start)
        found: list[float] = []
        for name in COMPARED_BY:
            if name in dimensions_of(self.metric):
                ask = Ask("total", (name,), start=start, end=self.end, intervals=False)
                cells = [one for one in answer(self.facts, self.metric, ask) if one.dims[name] not in (None, OTHER)]
                least = LEAST_SHARE * sum(one.n for one in cells)
                found += [one.value for one in cells if one.value is not None and one.n >= least]
        return found


def course(facts: StoreFacts, metric: str, segment: Segment = Segment()) -> Course:
    """The course of a metric or measure. Raises UnknownId, UnusableInput where no period is complete."""
    one = find(metric)
    grains = one.grains if isinstance(one, Metric) else tuple(SEASONS)
    grain: Grain | None = next((grain for grain in SEASONS if grain in grains), None)
    if grain is None:
        raise UnusableInput(
            Text(de=f"{metric} gibt es weder je Monat noch je Quartal.",
                 en=f"{metric} exists neither per month nor per quarter."),
            Text(de="Wählen Sie eine andere Kennzahl (`leitstand metrics`).",
                 en="Choose another metric (`leitstand metrics`)."),
        )  # fmt: skip
    found = answer(facts, metric, Ask(grain, segment=segment, intervals=False))
    complete = [value for value in found if value.complete]
    while complete and complete[-1].value is None:
        complete.pop()
    if not complete:
        raise _nothing(metric, found[-1].note if found else None)
    coverage = facts.coverage(tables_behind(facts, metric))
    looked_at = facts if coverage is None or facts.given_as_of is not None else facts.at(coverage[1])
    ratio = any(value.denominator for value in complete)
    weights = np.array([value.denominator if value.denominator else np.nan for value in complete]) if ratio else None
    values = np.array([np.nan if value.value is None else value.value for value in complete])
    return Course(looked_at, metric, segment, grain, [value.period for value in complete], values, weights)


def beside(goal: Course, metric: str) -> Course:
    """The course of a driver in the periods of its goal, also where it is not shown for so short ones."""
    found = numbers(goal.facts, metric, goal.periods, goal.segment)
    values = np.array([np.nan if value is None else value for value in found])
    return Course(goal.facts, metric, goal.segment, goal.grain, goal.periods, values)


def numbers(facts: StoreFacts, metric: str, periods: Sequence[Period], segment: Segment) -> list[float | None]:
    """The metric in each period; None where it cannot be said, or would tell of too few people."""
    if segment.conditions:
        spans = tuple(Period(one.start, one.end, "total") for one in periods)
        return [one.value for one in answer(facts, metric, Ask("total", segment=segment, only=spans, intervals=False))]
    found = evaluator(facts).numbers(metric, Question(tuple(periods), segment=segment, intervals=False))
    return [found[(place, ())].value if (place, ()) in found else None for place in range(len(periods))]


def way_of(metric: str) -> Way:
    """How a year's value comes from its months: their sum, the last of them (stocks), or a mean."""
    if is_flow(metric):
        return "flow"
    one = find(metric)
    kind = one.kind if isinstance(one, Metric) else Sum(metric)
    behind = measures()[metric].time if isinstance(one, Measure) else None
    return "end" if isinstance(kind, Stock) or isinstance(behind, Open | Latest) else "mean"


def by_shares(metric: str) -> bool:
    """Whether it moves by shares of itself: not what can be below zero by nature, as the net promoter score."""
    found = limits_of(metric)
    return found is None or found[0] >= 0


def _before(end: date, grain: Grain, count: int) -> list[Period]:
    found: list[Period] = []
    while len(found) < count:
        found.insert(0, period_of((found[0].start if found else end) - timedelta(days=1), grain))
    return found


def _between(start: date, end: date, grain: Grain) -> list[Period]:
    found: list[Period] = []
    while start < end:
        found.append(period_of(start, grain))
        start = found[-1].end
    return found


def _nothing(metric: str, note: Text | None) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Von {metric} ist noch kein Zeitraum abgeschlossen, auf dem ein Ziel aufbauen könnte.",
             en=f"{metric} has no complete period yet that a target could rest on."),
        note,
    )  # fmt: skip

"""Where a goal stands: what has happened, what should have by now, and how it will probably end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Period, add_months, period_of
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute.answer import tables_behind
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.planning.targets.course import Course, course, numbers, way_of
from leitstand.planning.targets.year import Year

DRAWS = 20_000
SEED = 20_26


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal against what happened. actual: since the goal's first month, up to now; plan: what it should be by then
    (an unfinished month counts by its days). outlook: the whole span as it will probably be, low to high with 80 %.

    probability: of reaching the target as things stand. aim: what the outlook is held against; a level set for each
    month of a flow adds up. months: {month, plan, actual, carried} each; carried: no plan
    was set for this month, the last one holds on.
    """

    actual: float | None
    plan: float | None
    outlook: float | None
    low: float | None
    high: float | None
    probability: float | None
    months: list[dict[str, Any]]
    aim: float | None = None


def standing(facts: StoreFacts, goal: Mapping[str, Any]) -> Standing:
    """The standing of a goal as it is kept (control.plan.goals). Raises UnusableInput without values."""
    day = _told_until(facts, goal["metric"])
    own = course(facts, goal["metric"], Segment.parse(tuple(filter(None, goal["segment"].split(" & ")))))
    by = date.fromisoformat(str(goal["by"]))
    plans = planned(goal["months"])
    first = min(plans, default=add_months(period_of(by + timedelta(days=1), "month").start, -12))
    last = max(max(plans, default=first), period_of(by + timedelta(days=1), "month").start - timedelta(days=1))
    months = _months(first, last)
    carried = carry(plans, [one.start for one in months])
    begun = [one for one in months if one.start <= day]
    known = dict(zip([one.start for one in begun], numbers(own.facts, own.metric, begun, own.segment), strict=True))
    actual, plan = _so_far(own, begun, carried, day)
    year = _ahead(own, by)
    up = goal["kind"] in ("at_or_above", "increase_to")
    outlook, draws, aim = None, None, None
    if year is not None:
        span = months[-len(year.path) :]
        outlook = _over(year, len(span))
        draws = year.draws(DRAWS, np.random.default_rng(SEED)) * (outlook / year.value if year.value else 1.0)
        aim = _aim(own, goal, [carried[one.start] for one in span if one.start in carried])
    low, high = (None, None) if draws is None else (float(one) for one in np.quantile(draws, [0.1, 0.9]))
    return Standing(
        actual, plan, outlook, low, high,
        None if draws is None or aim is None else float(np.mean(draws >= aim if up else draws <= aim)),
        [{"month": one.start.isoformat()[:7], "plan": carried.get(one.start), "actual": known.get(one.start),
          "carried": one.start in carried and one.start not in plans} for one in months],
        aim,
    )  # fmt: skip


def _told_until(facts: StoreFacts, metric: str) -> date:
    """The last day of which the metric's own tables tell: a plan must not count days that nothing is known of yet."""
    covered = facts.coverage(tables_behind(facts, metric))
    return min(facts.as_of, covered[1]) if covered else facts.as_of


def planned(months: Sequence[Mapping[str, Any]]) -> dict[date, float]:
    """First day of each month → its plan value."""
    return {date.fromisoformat(f"{str(one['month'])[:7]}-01"): float(one["target"]) for one in months}


def carry(plans: Mapping[date, float], months: Sequence[date]) -> dict[date, float]:
    """The plan of every month: where none is set the last one holds on; before the first there is none."""
    found: dict[date, float] = {}
    latest = None
    for month in sorted({*plans, *months}):
        latest = plans.get(month, latest)
        if latest is not None:
            found[month] = latest
    return {month: value for month, value in found.items() if month in set(months)}


def _so_far(own: Course, begun: Sequence[Period], plans: Mapping[date, float],
            day: date) -> tuple[float | None, float | None]:  # fmt: skip
    """Actual and plan since the first month: sums of flows, each month by the days that are over; else the latest
    complete month, because a level is held and not added up."""
    planned_ = [one for one in begun if one.start in plans]
    if not planned_:
        return None, None
    if way_of(own.metric) == "flow":
        span = Period(planned_[0].start, day + timedelta(days=1), "total")
        plan = sum(plans[one.start] * one.upto(day).days / one.days for one in planned_)
        return numbers(own.facts, own.metric, [span], own.segment)[0], plan
    over = [one for one in planned_ if one.end <= own.end]
    if not over:
        return None, plans[planned_[0].start]
    return numbers(own.facts, own.metric, [over[-1]], own.segment)[0], plans[over[-1].start]


def _over(year: Year, count: int) -> float:
    """The outlook of the last `count` periods of the year: their sum, or their mean as a level."""
    if year.flow:
        return float(year.path[-count:].sum())
    weights = year.weights[-count:]
    whole = float(np.average(year.path, weights=year.weights))
    part = float(np.average(year.path[-count:], weights=weights)) if weights.sum() else whole
    return year.value * part / whole if whole and year.relative else year.value + part - whole


def _aim(own: Course, goal: Mapping[str, Any], plans: Sequence[float]) -> float:
    """What the outlook is held against; a level set for each month of a flow adds up over the months."""
    if goal["kind"] in ("at_or_above", "at_or_below") and way_of(own.metric) == "flow" and plans:
        return sum(plans)
    return float(goal["target"])


def _ahead(own: Course, by: date) -> Year | None:
    """The twelve months up to the goal's day; None where they are over."""
    try:
        return own.ahead(by)[1]
    except UnusableInput:
        return None


def _months(first: date, last: date) -> list[Period]:
    found = [period_of(first, "month")]
    while found[-1].end <= last:
        found.append(period_of(found[-1].end, "month"))
    return found

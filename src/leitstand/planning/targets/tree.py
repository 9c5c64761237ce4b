"""Takes a goal apart into its drivers: factors of a product, parts of a sum, or the metric itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np

from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.period import Period, add_months
from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity, Metric, Sum, signed
from leitstand.metrics.registry import find, identities, metrics
from leitstand.planning.targets.course import PER_YEAR, Course, beside, by_shares, numbers, way_of
from leitstand.planning.targets.levers import UNPROVEN, Lever, lever
from leitstand.planning.targets.planned import Operator
from leitstand.planning.targets.year import Year

Direction = Literal["up", "down", "context"]
_Value = Callable[[str], float | None]

MOSTLY = 0.5
"""A part that makes so much of a sum stands for it; the rest is taken to move along."""
AGREES = 1e-7


@dataclass(frozen=True, slots=True)
class Terms:
    """What the person adds to what the data say. capacity: the most a driver can be. kept: drivers that stay as they
    are. shares: how much of a planned movement of a driver came about so far. costs: relative, 1 unless said."""

    capacity: Mapping[str, float] = field(default_factory=dict)
    kept: Sequence[str] = ()
    shares: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    costs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Split:
    """How a metric is made of its drivers (id, sign). whole: of what they are the product, where not of itself."""

    operator: Operator
    parts: tuple[tuple[str, int], ...]
    whole: str | None = None


def split(goal: Course) -> Split:
    """The product with the most factors, else the sum with the most parts, that holds in the latest twelve months."""
    span = _latest(goal)
    values: dict[str, float | None] = {}

    def value(metric: str) -> float | None:
        if metric not in values:
            values[metric] = numbers(goal.facts, metric, [span], goal.segment)[0]
        return values[metric]

    whole = value(goal.metric)
    own = [one for one in identities().values() if one.whole == goal.metric and one.parts]
    sums = [one for one in own if one.operator == "sum" and _known(one, value) and _holds(one, value)]
    products = [one for one in own if one.operator == "product"]
    for one in sums:
        found = [value(part) or 0.0 for part, _ in signed(one.parts)]
        if min(found) < 0 or any(sign < 0 for _, sign in signed(one.parts)):
            continue
        for part, _ in signed(one.parts):
            if whole and (value(part) or 0.0) >= MOSTLY * whole > 0:
                products += [other for other in identities().values()
                             if other.whole == part and other.operator == "product"]  # fmt: skip
    products = [one for one in products if _known(one, value, positive=True) and _holds(one, value)]
    if products and goal.grain == "month":
        best = max(products, key=lambda one: (len(one.parts), one.whole == goal.metric))
        return Split("product", tuple(signed(best.parts)), None if best.whole == goal.metric else best.whole)
    if sums:
        best = max(sums, key=lambda one: len(one.parts))
        return Split("sum", tuple(signed(best.parts)))
    return Split("itself", ((goal.metric, 1),))


def levers(goal: Course, year: Year, by: date, parts: Split, terms: Terms) -> list[Lever]:
    """The drivers with the values they will probably have, which together give the goal's baseline, and their bounds.

    Raises UnknownId where terms name something that is no driver of the goal.
    """
    _check(parts, terms)
    if parts.operator == "itself":
        return [_lever(goal, year.value, 1, terms, direction_of(goal.metric))]
    courses = [beside(goal, metric) for metric, _ in parts.parts]
    ahead = [_year(one, by) for one in courses]
    signs = [sign for _, sign in parts.parts]
    values = _reconciled(goal, year, courses, ahead, signs, parts.operator)
    return [
        _lever(one, value, sign, terms, direction_of(one.metric, sign, goal.metric))
        for one, value, sign in zip(courses, values, signs, strict=True)
    ]


def direction_of(metric: str, sign: int = 1, whole: str | None = None) -> Direction:
    """Where a driver is to go: as the metric that counts the same thing says; a part of a sum as the whole does."""
    own = find(metric).direction
    if own == "context" and not isinstance(find(metric), Metric):
        same = [one for one in metrics().values() if one.kind == Sum(metric)]
        own = same[0].direction if same else own
    if own == "context" and sign < 0 and whole is not None:
        return {"up": "down", "down": "up", "context": "context"}[find(whole).direction]  # type: ignore[return-value]
    return own


def _year(one: Course, by: date) -> Year | None:
    try:
        return one.ahead(by)[1]
    except UnusableInput:
        return None


def _reconciled(goal: Course, year: Year, courses: Sequence[Course], ahead: Sequence[Year | None],
                signs: Sequence[int], operator: Operator) -> list[float]:  # fmt: skip
    """The drivers' forecasts, corrected so that together they give the goal's: each by how unsure it is."""
    span = _latest(goal)
    lasts = [numbers(one.facts, one.metric, [span], one.segment)[0] or 0.0 for one in courses]
    whole = numbers(goal.facts, goal.metric, [span], goal.segment)[0] or 0.0
    values = [one.value if one is not None else last for one, last in zip(ahead, lasts, strict=True)]
    if operator == "product":
        if min(*values, *lasts, whole, year.value) <= 0:
            return lasts
        constant = whole / math.prod(lasts)  # what is not the product of the drivers moves along
        if way_of(goal.metric) == "flow" and year.last is not None:
            rest = math.log(year.value / (constant * math.prod(values)))
            weights = _weights(ahead, [1.0] * len(values))
            return [value * math.exp(rest * weight) for value, weight in zip(values, weights, strict=True)]
        return values
    rest = year.value - sum(sign * value for sign, value in zip(signs, values, strict=True))
    weights = _weights(ahead, [abs(value) for value in values])
    return [value + sign * rest * weight for value, sign, weight in zip(values, signs, weights, strict=True)]


def _weights(ahead: Sequence[Year | None], sizes: Sequence[float]) -> list[float]:
    """Shares of what is left over, by the square of how unsure each forecast is."""
    unsure = [
        ((one.spread * (size if one.relative else 1.0)) if one is not None else 0.05 * size) ** 2
        for one, size in zip(ahead, sizes, strict=True)
    ]
    total = sum(unsure)
    return [one / total for one in unsure] if total else [1 / len(unsure)] * len(unsure)


def _lever(one: Course, baseline: float, sign: int, terms: Terms, direction: Direction) -> Lever:
    years = [value for value in one.years if value is not None]
    return lever(
        one.metric, baseline, years, per_year=PER_YEAR, direction=direction, shown=one.shown(direction),
        capacity=terms.capacity.get(one.metric), limits=one.limits or (-math.inf, math.inf),
        kept=one.metric in terms.kept, sign=sign,
        relative=by_shares(one.metric),
        share=terms.shares.get(one.metric, UNPROVEN), cost=terms.costs.get(one.metric, 1.0),
    )  # fmt: skip


def _latest(goal: Course) -> Period:
    """The latest twelve months, or what there is of them."""
    return Period(max(add_months(goal.end, -12), goal.periods[0].start), goal.end, "total")


def _known(one: Identity, value: _Value, positive: bool = False) -> bool:
    found = [value(part) for part, _ in signed(one.parts)]
    return all(inner is not None and (inner > 0 or not positive) for inner in found)


def _holds(one: Identity, value: _Value) -> bool:
    """Whether the parts give the whole (bridges and rates need not, over twelve months)."""
    whole = value(one.whole)
    found = [(value(part) or 0.0) * (sign if one.operator == "sum" else 1) for part, sign in signed(one.parts)]
    given = sum(found) if one.operator == "sum" else math.prod(found) * one.scale
    return whole is not None and bool(np.isclose(given, whole, rtol=AGREES, atol=AGREES))


def _check(parts: Split, terms: Terms) -> None:
    known = [metric for metric, _ in parts.parts]
    for name in (*terms.capacity, *terms.kept):
        if name not in known:
            raise UnknownId(Text(de="Den Treiber", en="driver"), name, known)

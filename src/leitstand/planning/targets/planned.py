"""A calculated target: what the drivers must reach, whether that is realistic, how likely it is, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING, Literal

import numpy as np

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.planning.targets.levers import Bound, Lever
from leitstand.planning.targets.solving import spread
from leitstand.planning.targets.year import Year

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Operator = Literal["product", "sum", "itself"]
DRAWS = 20_000
SEED = 20_26
RAMP = 6
"""Months until a movement has come about in full; it grows evenly until then."""
EXACTLY = 1e-9


@dataclass(frozen=True, slots=True)
class Driver:
    """What a goal asks of one lever. factor: after / before, of a product; contribution: its part of the gap, else."""

    metric: str
    before: float
    after: float
    low: float
    high: float
    bound_by: Bound
    factor: float | None = None
    contribution: float | None = None
    binding: bool = False
    dims: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A goal over twelve months and what it takes.

    target: what is wished, at least (up) or at most. feasible: whether the levers realistically reach it, all together;
    reachable: the farthest they do. drivers: towards the target, or towards `reachable` where that is nearer.
    probability: of the target if the drivers are pursued; alone: if nothing is done. commitment, likely, stretch:
    reached with 80, 50 and 20 %. path: the planned values per month.
    """

    year: Year
    target: float
    up: bool
    operator: Operator
    feasible: bool
    reachable: float
    drivers: list[Driver]
    probability: float
    alone: float
    commitment: float
    likely: float
    stretch: float
    path: Floats

    @property
    def binding(self) -> list[str]:
        return [one.metric for one in self.drivers if one.binding]


def plan(year: Year, target: float, levers: Sequence[Lever], operator: Operator, direction: str = "context") -> Planned:
    """Spreads the way from the year's baseline to the target over the levers.

    product: levers multiply to the value (up to a constant); sum: they add up to it with their signs; itself: the one
    lever is the metric. direction: where the metric is to go (up, down); context: from the baseline to the target. A
    target that is expected anyway moves no lever. Raises UnusableInput for a product that is to be zero or less.
    """
    product = operator == "product"
    relative = product or (operator == "itself" and levers[0].relative)
    if relative and (target <= 0 or year.value <= 0):
        if product:
            raise _not_positive()
        levers, relative = [_plain(one) for one in levers], False
    wanted = log(target / year.value) if relative else target - year.value
    up = wanted >= 0 if direction == "context" else direction == "up"
    rooms = [_room(one, up, relative) * year.ahead for one in levers]
    asked = wanted if (wanted >= 0) == up else 0.0
    steps = spread(asked, rooms, [one.cost for one in levers])
    farthest = _value(year.value, sum(rooms), relative)
    feasible = (farthest - target) * (1 if up else -1) >= -EXACTLY * max(abs(target), abs(year.value))
    planned = target if feasible else farthest
    outcomes = _outcomes(year, levers, steps, relative)
    without = year.draws(DRAWS, np.random.default_rng(SEED))
    commitment, likely, stretch = np.quantile(outcomes, [0.2, 0.5, 0.8] if up else [0.8, 0.5, 0.2])
    drivers = [_driver(one, step, room, up, relative, product, year.ahead)
               for one, step, room in zip(levers, steps, rooms, strict=True)]  # fmt: skip
    return Planned(
        year, target, up, operator, feasible, farthest, drivers, _chance(outcomes, target, up),
        _chance(without, target, up), float(commitment), float(likely), float(stretch), ramped(year, planned),
    )  # fmt: skip


def ramped(year: Year, target: float) -> Floats:
    """The baseline's months, raised evenly over RAMP months and then in full, so that the year gives the target.

    Where that would pass what values cannot pass, all months are raised alike.
    """
    share = np.clip(np.arange(1, len(year.path) - year.known + 1) / (RAMP * len(year.path) / 12), 0, 1)
    found = _raised(year, target, share)
    if found.min() < year.limits[0] or found.max() > year.limits[1]:
        found = np.clip(_raised(year, target, np.ones(len(share))), *year.limits)
    return found


def _raised(year: Year, target: float, share: Floats) -> Floats:
    ramp = np.concatenate([np.zeros(year.known), share])
    path, weights = year.path, np.ones(len(year.path)) if year.flow else year.weights
    whole = float((weights * path).sum())
    if not (weights * ramp).any():
        return path
    if year.value <= 0 or whole <= 0 or (path <= 0).any():  # no share of what is not above zero: the same step for all
        step = (target - year.value) * (1 if year.flow else weights.sum()) / float((weights * ramp).sum())
        return np.asarray(path + step * ramp)
    lift = (whole * target / year.value - whole) / float((weights * path * ramp).sum())
    return np.asarray(path * (1 + lift * ramp))


def _driver(one: Lever, step: float, room: float, up: bool, relative: bool, product: bool, ahead: float) -> Driver:
    """A lever of a sum moves with its sign; bounds shrink with the part of the year that is still to come."""
    own = up if one.sign > 0 or product else not up
    inner = step if relative else step * one.sign
    after = one.baseline * exp(inner) if relative else one.baseline + inner
    low, high = (_within(one, side, ahead, relative) for side in (False, True))
    binding = room == 0 or (step != 0 and abs(step) >= abs(room) * (1 - 1e-6))
    return Driver(
        one.metric, one.baseline, after, low, high, one.bound_by(own), exp(step) if product else None,
        None if product else (after - one.baseline) * one.sign, binding, one.dims or None,
    )  # fmt: skip


def _within(one: Lever, up: bool, ahead: float, relative: bool) -> float:
    end = one.high if up else one.low
    if relative and one.relative:
        return one.baseline * exp(one.room(up) * ahead)
    return one.baseline + (end - one.baseline) * ahead


def _room(one: Lever, up: bool, relative: bool) -> float:
    """How far the lever can move the whole."""
    if relative:
        return one.room(up)
    end = one.high if up == (one.sign > 0) else one.low
    return (end - one.baseline) * one.sign


def _value(base: float, step: float, relative: bool) -> float:
    return base * exp(step) if relative else base + step


def _outcomes(year: Year, levers: Sequence[Lever], steps: Sequence[float], relative: bool) -> Floats:
    """The year as it may come if the levers are pursued: forecast errors, and shares of the plan that come about."""
    rng = np.random.default_rng(SEED)
    found = year.draws(DRAWS, rng)
    moved = sum(
        (rng.normal(*one.share, DRAWS) * step for one, step in zip(levers, steps, strict=True)), np.zeros(DRAWS)
    )
    return np.asarray(np.clip(found * np.exp(moved) if relative else found + moved, *year.limits))


def _chance(outcomes: Floats, target: float, up: bool) -> float:
    return float(np.mean(outcomes >= target if up else outcomes <= target))


def _plain(one: Lever) -> Lever:
    """The same lever with movements in its unit."""
    return Lever(one.metric, one.baseline, one.low, one.high, one.low_by, one.high_by, False, one.sign, one.share,
                 one.cost, one.dims)  # fmt: skip


def _not_positive() -> UnusableInput:
    return UnusableInput(
        Text(de="Ein Produkt von Treibern ergibt kein Ziel von 0 oder darunter.",
             en="A product of drivers gives no target of 0 or below."),
        Text(de="Nennen Sie ein Ziel über 0.", en="Name a target above 0."),
    )  # fmt: skip

"""Several goals at once: shared levers, a budget and guardrails, solved as one problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.planning.targets.levers import Lever

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Model = Callable[[Mapping[str, float]], Mapping[str, float]]
"""Lever → value, to metric → value: of all goals and guardrails."""

CLOSE = 1e-6
BUDGET = "budget"
PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Guardrail:
    """What must hold on the way: a metric at least, or at most, at a value."""

    metric: str
    value: float
    at_least: bool


@dataclass(frozen=True, slots=True)
class Joint:
    """feasible: all goals at once. share: the part of every goal's way that can be gone (1 where feasible).

    levers: their values. reached: metric → value of goals and guardrails. spent: of the budget, by lever. binding:
    levers at their bound, guardrails and "budget", as far as they hold the goals back.
    """

    feasible: bool
    share: float
    levers: dict[str, float]
    reached: dict[str, float]
    spent: dict[str, float]
    binding: list[str]


def together(goals: Mapping[str, float], levers: Sequence[Lever], model: Model, *, budget: float | None = None,
             prices: Mapping[str, float] | None = None, guardrails: Sequence[Guardrail] = ()) -> Joint:  # fmt: skip
    """The smallest movements of the levers that meet all goals, or bring each the same share of its way where not all
    can be met.

    goals: metric → value wanted. prices: lever → what moving it by one percent costs (unnamed: nothing), up to
    `budget`. Effort counts squared against each lever's room, as with a single goal. Raises UnusableInput where even
    without any goal a guardrail cannot be held.
    """
    problem = _Problem(dict(goals), tuple(levers), model, budget, dict(prices or {}), tuple(guardrails))
    farthest = problem.solved(None)
    share = min(float(farthest[-1]), 1.0)
    feasible = share >= 1 - CLOSE
    share = 1.0 if feasible else share
    found = problem.solved(share)
    values = problem.values(found)
    reached = dict(problem.model(values))
    return Joint(
        feasible, share, values, {name: reached[name] for name in (*goals, *(one.metric for one in guardrails))},
        problem.spent(found), [] if feasible else problem.binding(farthest),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Problem:
    """Variables: per lever how much of its room up, then how much of its room down, it is moved; all from 0 to 1."""

    goals: dict[str, float]
    levers: tuple[Lever, ...]
    model: Model
    budget: float | None
    prices: dict[str, float]
    guardrails: tuple[Guardrail, ...]

    def values(self, moves: Floats) -> dict[str, float]:
        return {one.metric: one.moved(step) for one, step in zip(self.levers, self._steps(moves), strict=True)}

    def spent(self, moves: Floats) -> dict[str, float]:
        """Money by lever: its price for each percent, whichever way."""
        cost = self._costs(moves)
        return {one.metric: float(amount) for one, amount in zip(self.levers, cost, strict=True) if amount}

    def solved(self, share: float | None) -> Floats:
        """Moves and the share of the way: the largest possible one (None), or the least effort for one given."""
        from scipy.optimize import minimize

        count = len(self.levers)
        base = self._measured(np.zeros(2 * count))
        wanted = np.array([value - base[name] for name, value in self.goals.items()])
        size = np.where(wanted == 0, 1.0, wanted)
        weights = np.array([one.cost for one in self.levers] * 2)

        def slack(x: Floats) -> Floats:
            """All of it must not be negative: goals first, then guardrails, then the budget."""
            now = self._measured(x[:-1])
            ways = np.array([now[name] - base[name] for name in self.goals]) / size
            held = [(now[one.metric] - one.value) * (1 if one.at_least else -1) / (abs(one.value) or 1.0)
                    for one in self.guardrails]  # fmt: skip
            left = [] if self.budget is None else [1 - float(self._costs(x[:-1]).sum()) / (self.budget or CLOSE)]
            return np.array([*(ways - (x[-1] if share is None else share - CLOSE / 100)), *held, *left])

        found = minimize(
            (lambda x: -x[-1]) if share is None else (lambda x: float((weights * x[:-1] ** 2).sum())),
            np.array([*np.full(2 * count, 0.01), 0.0]), method="SLSQP", constraints={"type": "ineq", "fun": slack},
            bounds=[*self._bounds(), (0.0, 1.0)], options={"maxiter": 500, "ftol": 1e-12},
        )  # fmt: skip
        if (slack(found.x) < -1e-5).any():
            raise _impossible(self.guardrails)
        return np.asarray(found.x)

    def binding(self, moves: Floats) -> list[str]:
        """What is at its end where the goals get no further."""
        count = len(self.levers)
        used = moves[:count] + moves[count:-1]
        found = [one.metric for one, part in zip(self.levers, used, strict=True) if part >= 1 - 1e-4]
        now = self._measured(moves[:-1])
        found += [one.metric for one in self.guardrails
                  if abs(now[one.metric] - one.value) <= 1e-4 * (abs(one.value) or 1.0)]  # fmt: skip
        if self.budget is not None and self._costs(moves[:-1]).sum() >= self.budget * (1 - 1e-4):
            found.append(BUDGET)
        return list(dict.fromkeys(found))

    def _bounds(self) -> list[tuple[float, float]]:
        ups = [(0.0, 1.0 if abs(one.room(True)) > 0 else 0.0) for one in self.levers]
        return [*ups, *((0.0, 1.0 if abs(one.room(False)) > 0 else 0.0) for one in self.levers)]

    def _steps(self, moves: Floats) -> list[float]:
        count = len(self.levers)
        return [float(one.room(True) * moves[place] + one.room(False) * moves[count + place])
                for place, one in enumerate(self.levers)]  # fmt: skip

    def _costs(self, moves: Floats) -> Floats:
        count = len(self.levers)
        share = [one.room(True) * moves[place] - one.room(False) * moves[count + place]
                 for place, one in enumerate(self.levers)]  # fmt: skip
        prices = [self.prices.get(one.metric, 0.0) for one in self.levers]
        scale = [1.0 if one.relative else 1 / abs(one.baseline or 1.0) for one in self.levers]
        cost: Floats = np.array(share) * np.array(prices) * np.array(scale) * PERCENT
        return cost

    def _measured(self, moves: Floats) -> Mapping[str, Any]:
        return self.model(self.values(moves))


def _impossible(guardrails: Sequence[Guardrail]) -> UnusableInput:
    names = ", ".join(f"{one.metric} {'>=' if one.at_least else '<='} {one.value:g}" for one in guardrails)
    return UnusableInput(
        Text(de=f"Diese Leitplanken lassen sich so nicht halten: {names}.",
             en=f"These guardrails cannot be held: {names}."),
        Text(de="Lockern Sie eine davon oder lassen Sie sie weg.", en="Loosen one of them, or leave it out."),
    )  # fmt: skip

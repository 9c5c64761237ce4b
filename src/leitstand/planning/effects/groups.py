"""Compares two groups of units, however few: by Student's t where there are enough, else by chance placements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from leitstand.planning.effects.contract import ALPHA

Array = npt.NDArray[np.float64]

FEW = 5
"""With fewer units in a group its spread is not known well enough for Student's t."""

PLACEMENTS = 1999
"""Chance placements of the action that are tried where there are too many for all."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference with its 95 % interval; the interval is infinite where the units are too few for any."""

    estimate: float
    low: float
    high: float
    se: float
    p: float


def welch(treated: Array, control: Array) -> Contrast:
    """Difference of two means, spread of each group by itself. Needs two units in each.

    >>> found = welch(np.array([3.0, 4.0, 5.0, 6.0]), np.array([1.0, 2.0, 3.0, 4.0]))
    >>> found.estimate, round(found.low, 3), round(found.high, 3)
    (2.0, -0.234, 4.234)
    """
    parts = np.array([treated.var(ddof=1) / len(treated), control.var(ddof=1) / len(control)])
    freedom = parts.sum() ** 2 / (parts**2 / [len(treated) - 1, len(control) - 1]).sum() if parts.sum() > 0 else 1.0
    return by_t(float(treated.mean() - control.mean()), float(parts.sum() ** 0.5), float(freedom))


def by_t(estimate: float, se: float, freedom: float) -> Contrast:
    """Interval and p-value of an estimate whose error follows Student's t."""
    from scipy.stats import t

    if se <= 0:
        return Contrast(estimate, estimate, estimate, 0.0, 1.0 if estimate == 0 else 0.0)
    reach = float(t.ppf(1 - ALPHA / 2, freedom)) * se
    return Contrast(estimate, estimate - reach, estimate + reach, se, float(2 * t.sf(abs(estimate) / se, freedom)))


def placements_enough(units: int, treated: int) -> bool:
    """Whether the action could have been placed in enough ways for one to stand out at 5 %."""
    return comb(units, treated) * ALPHA >= 1


def by_placement(changes: Array, starts: npt.NDArray[np.int64]) -> Contrast:
    """How far the treated stand out among all placements of the action that chance could have made.

    changes: one row per unit, the treated first, one column per treated unit: the change of the row's unit counted
    from the start of the column's. starts: place of each treated unit's start among the columns. Exact where every unit
    could as well have been the treated one; the interval holds the constant effects that are not rejected.
    """
    treated = len(starts)
    own, others = changes[np.arange(treated), starts], changes[:, starts].mean(axis=1)
    estimate = float(own.mean() - others[treated:].mean())
    picks = _picks(len(changes), treated)
    chosen = changes[picks, starts[None, :]].mean(axis=1)
    rest = (others.sum() - others[picks].sum(axis=1)) / (len(changes) - treated)
    placebo = chosen - rest
    both = (picks < treated).sum(axis=1)
    share = both / treated - (treated - both) / (len(changes) - treated)  # of a constant effect that a placement sees

    def p(effect: float) -> float:
        return float((np.abs(placebo - effect * share) >= abs(estimate - effect) - 1e-9 * (1 + abs(estimate))).mean())

    width = float(np.abs(placebo - placebo.mean()).max()) * 4 + 1e-12
    low, high = (_edge(p, estimate, sign * width) for sign in (-1, 1))
    return Contrast(estimate, low, high, (high - low) / 4, p(0.0))


def _picks(units: int, treated: int) -> npt.NDArray[np.int64]:
    """Every placement, or that of the treated and many by chance."""
    if comb(units, treated) <= PLACEMENTS + 1:
        return np.array(list(combinations(range(units), treated)))
    dice = np.random.default_rng(1)
    drawn = dice.random((PLACEMENTS, units)).argsort(axis=1)[:, :treated]
    return np.vstack([np.arange(treated), drawn])


def _edge(p: Callable[[float], float], estimate: float, step: float) -> float:
    """The last effect that is not rejected, going from the estimate (which never is) in steps that double."""
    far = step
    for _ in range(20):
        if p(estimate + far) <= ALPHA:
            break
        far *= 2
    else:
        return float(np.sign(step)) * float("inf")
    near = 0.0
    for _ in range(50):
        middle = (near + far) / 2
        near, far = (near, middle) if p(estimate + middle) <= ALPHA else (middle, far)
    return estimate + far

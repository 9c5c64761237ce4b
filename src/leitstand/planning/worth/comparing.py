"""Compares customers worked with to comparable others: weights that make both groups alike in what was known before."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

DRAWS = 300
STEPS, ENOUGH = 50, 1e-6
RIDGE = 1e-6
"""Keeps the fit finite where a trait parts the groups completely."""
LEAST = 50
"""Customers in each group, and in each after weighting, below which nothing is said."""
BALANCED = 0.1
BOUNDS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Balance:
    """A trait before anybody was worked with: mean of both groups, plain and weighted, and how far apart they are in
    standard deviations."""

    trait: str
    worked: float
    others: float
    difference: float
    worked_weighted: float
    others_weighted: float
    difference_weighted: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Weighted means of an outcome and their difference with its 95 % interval (bootstrap, weights made anew)."""

    worked: float
    others: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """effective: how many customers of each group the weights leave (Kish). plain: differences without weights."""

    worked: int
    others: int
    effective_worked: float
    effective_others: float
    outcomes: Mapping[str, Estimate]
    plain: Mapping[str, float]
    balance: Sequence[Balance]
    e_value: float | None

    @property
    def balanced(self) -> bool:
        return all(abs(one.difference_weighted) <= BALANCED for one in self.balance)


def compare(traits: Any, worked: Any, outcomes: Mapping[str, Any], draws: int = DRAWS, seed: int = 0,
            main: str | None = None) -> Comparison | None:  # fmt: skip
    """Overlap weights (Li, Morgan & Zaslavsky 2018): each customer weighs the probability of belonging to the other
    group, by logistic regression on the traits; the means of the traits then agree exactly.

    traits: data frame, one column per trait. worked: boolean array. outcomes: name → array. main: the outcome that the
    E-value speaks for (default the first). None where a group is, or becomes by weighting, smaller than fifty.
    """
    values, in_crm = traits.to_numpy(dtype=float), np.asarray(worked, dtype=bool)
    if min(in_crm.sum(), (~in_crm).sum()) < LEAST:
        return None
    results = {name: np.asarray(one, dtype=float) for name, one in outcomes.items()}
    fitted = fit(values, in_crm)
    weights = overlap_weights(values, in_crm, fitted)
    sizes = [float(part.sum() ** 2 / (part**2).sum()) for part in (weights[in_crm], weights[~in_crm])]
    if min(sizes) < LEAST:
        return None
    dice = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = {name: [] for name in results}
    groups = np.flatnonzero(in_crm), np.flatnonzero(~in_crm)
    for _ in range(draws):
        chosen = np.concatenate([dice.choice(one, len(one)) for one in groups])
        again = overlap_weights(values[chosen], in_crm[chosen], fit(values[chosen], in_crm[chosen], fitted))
        for name, one in results.items():
            drawn[name].append(_difference(one[chosen], in_crm[chosen], again))
    told = {}
    for name, one in results.items():
        low, high = np.percentile(drawn[name], BOUNDS)
        inside, outside = _means(one, in_crm, weights)
        told[name] = Estimate(inside, outside, inside - outside, float(low), float(high))
    first = main or next(iter(results))
    return Comparison(
        worked=int(in_crm.sum()), others=int((~in_crm).sum()), effective_worked=sizes[0], effective_others=sizes[1],
        outcomes=told,
        plain={name: float(one[in_crm].mean() - one[~in_crm].mean()) for name, one in results.items()},
        balance=_balance(list(map(str, traits.columns)), values, in_crm, weights),
        e_value=e_value(told[first], float(results[first].std())),
    )  # fmt: skip


def fit(traits: np.ndarray, worked: np.ndarray, start: np.ndarray | None = None) -> np.ndarray:
    """Logistic regression by Newton's method: intercept and a weight per trait. start: weights to begin with."""
    design = np.column_stack([np.ones(len(traits)), traits])
    scale = np.concatenate([[1.0], np.where(traits.std(axis=0) > 0, traits.std(axis=0), 1.0)])
    weights = np.zeros(len(scale)) if start is None else start
    penalty = RIDGE * len(traits) * np.diag(scale**2)
    for _ in range(STEPS):
        chance = _chance(design @ weights)
        slope = design.T @ (worked - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step * scale).max() < ENOUGH:
            break
    return weights


def overlap_weights(traits: np.ndarray, worked: np.ndarray, fitted: np.ndarray) -> np.ndarray:
    """Each one's probability of belonging to the other group."""
    chance = _chance(fitted[0] + traits @ fitted[1:])
    return np.where(worked, 1 - chance, chance)


def _chance(score: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def e_value(one: Estimate, deviation: float) -> float | None:
    """How strongly something unknown would have to go along with both the work and the outcome (as a risk ratio) to
    explain the bound of the interval nearer to nothing (VanderWeele & Ding 2017); 1 where it includes nothing."""
    if deviation <= 0:
        return None
    near = max(one.low, 0.0) if one.difference > 0 else max(-one.high, 0.0)
    ratio = math.exp(0.91 * near / deviation)
    return ratio + math.sqrt(ratio * (ratio - 1))


def _means(outcome: np.ndarray, worked: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    return (float(np.average(outcome[worked], weights=weights[worked])),
            float(np.average(outcome[~worked], weights=weights[~worked])))  # fmt: skip


def _difference(outcome: np.ndarray, worked: np.ndarray, weights: np.ndarray) -> float:
    inside, outside = _means(outcome, worked, weights)
    return inside - outside


def _balance(names: Sequence[str], traits: np.ndarray, worked: np.ndarray, weights: np.ndarray) -> list[Balance]:
    found = []
    for name, values in zip(names, traits.T, strict=True):
        inside, outside = float(values[worked].mean()), float(values[~worked].mean())
        spread = math.sqrt((values[worked].var() + values[~worked].var()) / 2) or 1.0
        near, far = _means(values, worked, weights)
        found.append(Balance(name, inside, outside, (inside - outside) / spread, near, far, (near - far) / spread))
    return found

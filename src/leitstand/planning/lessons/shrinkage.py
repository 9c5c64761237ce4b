"""Puts results of different certainty together with what was assumed before, so that luck is not taken for skill."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ENOUGH = 5
"""Results from which on they tell by themselves how much actions of one rule differ."""


def spread(results: Sequence[float], errors: Sequence[float]) -> float:
    """Variance between actions beyond their errors (DerSimonian, Laird 1986).

    >>> round(spread([0.1, 0.5, 0.9], [0.1, 0.1, 0.1]), 3)
    0.15
    """
    y, weight = np.asarray(results, dtype=float), np.asarray(errors, dtype=float) ** -2.0
    mean = float(weight @ y / weight.sum())
    excess = float(weight @ (y - mean) ** 2) - (len(y) - 1)
    scale = float(weight.sum() - (weight**2).sum() / weight.sum())
    return max(0.0, excess / scale) if scale > 0 else 0.0


def pooled(
    results: Sequence[float], errors: Sequence[float], prior: float, doubt: float, between: float,
    ages: npt.ArrayLike = 0.0,
) -> tuple[float, float, float]:  # fmt: skip
    """Mean and standard error of what actions bring on average, and the weight of the results against the prior.

    prior, doubt: what was assumed, and its standard error. between: variance between actions, used until there are five
    results. ages: share of its weight that each result has kept.
    """
    y, errors_ = np.asarray(results, dtype=float), np.asarray(errors, dtype=float)
    if len(y) >= ENOUGH:
        between = spread(results, errors)
    kept = np.broadcast_to(1.0 if np.ndim(ages) == 0 else np.asarray(ages, dtype=float), y.shape)
    weight = kept / (errors_**2 + between)
    assumed = doubt**-2.0
    total = float(weight.sum()) + assumed
    return (float(weight @ y) + prior * assumed) / total, total**-0.5, float(weight.sum()) / total


def shrunken(result: float, error: float, mean: float, between: float) -> float:
    """One result, drawn towards the mean of its kind by as much as it is uncertain (metrics.md D.19).

    >>> round(shrunken(0.066, 0.04, 0.0, 0.0004), 4)
    0.0132
    """
    return (result / error**2 + mean / between) / (1 / error**2 + 1 / between)

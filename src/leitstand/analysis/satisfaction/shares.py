"""How much of the differences in the overall judgement goes along with each single point that was asked."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np

MOST_EXACT = 8
"""Items up to which every order is tried; with more, relative weights stand for them."""


def shares_of_r2(correlations: np.ndarray) -> np.ndarray:
    """Each item's share of R², averaged over all orders in which items can enter the regression (Shapley, LMG).

    correlations: matrices (…, k + 1, k + 1), the overall judgement last. Answers (…, k); the sum is R². For more than
    eight items Johnson's relative weights, which come close and do not try every order.

    >>> apart = np.array([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]])
    >>> shares_of_r2(apart).round(2).tolist()
    [0.36, 0.09]
    """
    items = correlations.shape[-1] - 1
    return _all_orders(correlations, items) if items <= MOST_EXACT else _relative_weights(correlations)


def _all_orders(correlations: np.ndarray, items: int) -> np.ndarray:
    explained: dict[tuple[int, ...], np.ndarray] = {(): np.zeros(correlations.shape[:-2])}
    for size in range(1, items + 1):
        for chosen in combinations(range(items), size):
            explained[chosen] = _r2(correlations, chosen)
    found = np.zeros((*correlations.shape[:-2], items))
    for chosen, r2 in explained.items():
        for item in set(range(items)).difference(chosen):
            gain = explained[tuple(sorted((*chosen, item)))] - r2
            found[..., item] += gain / (items * comb(items - 1, len(chosen)))
    return found


def _r2(correlations: np.ndarray, chosen: tuple[int, ...]) -> np.ndarray:
    among, overall = correlations[..., chosen, :][..., :, chosen], correlations[..., chosen, -1]
    weights = np.linalg.pinv(among, hermitian=True) @ overall[..., None]
    return np.asarray((overall * weights[..., 0]).sum(-1))


def _relative_weights(correlations: np.ndarray) -> np.ndarray:
    """Johnson (2000): the items' best uncorrelated stand-ins, and how much of them is in each item."""
    values, vectors = np.linalg.eigh(correlations[..., :-1, :-1])
    roots = np.sqrt(np.clip(values, 1e-12, None))
    stand_ins = (vectors * roots[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    backward = (vectors / roots[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    slopes = backward @ correlations[..., :-1, -1:]
    return np.asarray((stand_ins**2 @ slopes**2)[..., 0])

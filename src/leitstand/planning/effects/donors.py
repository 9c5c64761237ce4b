"""Mixes units so that they come as close as possible to another one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_HEAVY = 1e3
"""Weight of 'the shares sum to one' against the fit; what is left is put right afterwards."""


def fitted(target: Array, mix: Array) -> Array:
    """Weights ≥ 0 that sum to 1, one per column of `mix`, for the least squares fit to `target`.

    >>> fitted(np.array([2.0, 3.0]), np.array([[1.0, 3.0, 9.0], [2.0, 4.0, 0.0]])).round(3).tolist()
    [0.5, 0.5, 0.0]
    """
    from scipy.optimize import nnls

    scale = float(np.abs(mix).max()) or 1.0
    weights = nnls(
        np.vstack([mix / scale, np.full(mix.shape[1], _HEAVY)]), np.append(target / scale, _HEAVY), maxiter=100_000
    )[0]
    return np.asarray(weights / weights.sum(), dtype=float)


def importance(
    features: Array, row: int, donors: npt.NDArray[np.int64], target: Array, mix: Array, near: Array | None = None
) -> Array:
    """Root weights of the features under which the mixture's outcome fits best (Abadie, Diamond, Hainmueller 2010).

    features: one row per unit. target, mix: the outcome to be fitted, of the unit and its donors. near: where another
    unit's search ended; it is tried too.
    """
    from scipy.optimize import minimize

    own, others = features[row], features[donors].T

    def error(logs: Array) -> float:
        scale = np.exp(logs - logs.max())
        weights = fitted(scale * own, scale[:, None] * others)
        return float(((target - mix @ weights) ** 2).mean())

    count = len(own)
    spread = np.sqrt(np.clip(_by_regression(features, row, donors, target, mix), 1e-4, None))
    starts = [np.zeros(count), np.log(spread)] + ([np.log(np.maximum(near, 1e-8))] if near is not None else [])
    best, least = starts[0], np.inf
    effort = 400 * count if near is None else 40 * count
    for start in starts:
        found = minimize(error, start, method="Nelder-Mead", options={"maxiter": effort, "xatol": 1e-3, "fatol": 1e-10})
        if found.fun < least:
            best, least = found.x, float(found.fun)
    return np.asarray(np.exp(best - best.max()), dtype=float)


def _by_regression(features: Array, row: int, donors: npt.NDArray[np.int64], target: Array, mix: Array) -> Array:
    """How strongly each feature goes along with the outcome across units: where the search begins."""
    table = np.vstack([features[row], features[donors]])
    outcome = np.vstack([target, mix.T])
    design = np.column_stack([np.ones(len(table)), table])
    slopes = np.linalg.lstsq(design, outcome, rcond=None)[0][1:]
    strength: Array = (slopes**2).sum(axis=1)
    return strength / (strength.max() or 1.0)

"""Finds the parameters under which the data are likeliest, and how sure they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

Likelihood = Callable[[np.ndarray], float]
FAR = 5.0
"""Bound of the logarithms: where customers are all alike the likeliest parameters lie at infinity, and nothing is
gained beyond (a hundred and more is as good), but the special functions would overflow."""


def likeliest(minus_log: Likelihood, starts: Sequence[Sequence[float]]) -> np.ndarray | None:
    """The logarithms of the parameters, within FAR, at the smallest `minus_log`; None where it cannot be reckoned.

    minus_log: mean of the negative log-likelihood at such logarithms. starts: where to begin, as logarithms too.
    """
    from scipy.optimize import minimize

    bounds = [(-FAR, FAR)] * len(starts[0])
    tries = [
        minimize(
            minus_log, start, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-13, "gtol": 1e-7, "maxiter": 100}
        )
        for start in starts
    ]
    best = min(tries, key=lambda found: float(found.fun))
    found = np.asarray(best.x)
    return found if np.isfinite(best.fun) else None


def covariance(minus_log: Likelihood, at: np.ndarray, n: int) -> np.ndarray | None:
    """Of the estimates (as logarithms), from the curvature of the likelihood of n cases; None where it is not curved.

    >>> bool(abs(covariance(lambda x: float(x[0] ** 2 / 2), np.zeros(1), 100)[0, 0] - 0.01) < 1e-6)
    True
    """
    step, size = 1e-3, len(at)
    unit = np.eye(size) * step
    curve = np.empty((size, size))
    for one in range(size):
        for other in range(one + 1):
            corners = (
                minus_log(at + unit[one] + unit[other])
                - minus_log(at + unit[one] - unit[other])
                - minus_log(at - unit[one] + unit[other])
                + minus_log(at - unit[one] - unit[other])
            )
            curve[one, other] = curve[other, one] = corners / (4 * step**2) * n
    try:
        np.linalg.cholesky(curve)
    except np.linalg.LinAlgError:
        return None
    return np.asarray(np.linalg.inv(curve))

"""How a series would have gone on by itself, given how long its ups and downs last: what an action is held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from leitstand.planning.effects.contract import ALPHA

Array = npt.NDArray[np.float64]

MEMORY = (0.0, 0.4, 0.7, 0.85, 0.95, 0.99)
"""Share of a deviation that is left after one period."""
NOISE = (0.0, 0.35, 0.7)
"""Share of the variance that has no memory at all."""
SEASON = ((0.0, False), (0.5, False), (3.0, False), (20.0, False), (1.0, True), (6.0, True), (25.0, True))
"""Variance of the season against that of the rest, and whether it comes gently, month by month, or week by week."""
MONTH = 0.5
"""Part of the year, in radians, over which a gentle season stays much the same: about a month."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What was to be expected. path: per period of the window; mean: over it.

    weights, means, spreads, freedom: the mixture of Student's t that the mean follows, one per degree of memory.
    """

    path: Array
    weights: Array
    means: Array
    spreads: Array
    freedom: int

    @property
    def mean(self) -> float:
        return float(self.weights @ self.means)

    @property
    def se(self) -> float:
        """Standard deviation of the mixture, as far as Student's t has one."""
        inflated = self.spreads**2 * (self.freedom / (self.freedom - 2) if self.freedom > 2 else 3.0)
        return float(np.sqrt(self.weights @ (inflated + (self.means - self.mean) ** 2)))

    def below(self, value: float) -> float:
        """Chance that the mean without the action is below the value."""
        from scipy.special import stdtr

        return float(self.weights @ stdtr(self.freedom, (value - self.means) / self.spreads))

    def p(self, value: float) -> float:
        """Two-sided p-value of a mean as far off as this."""
        below = self.below(value)
        return 2 * min(below, 1 - below)

    def reach(self) -> tuple[float, float]:
        """The 95 % range of the mean."""
        from scipy.optimize import brentq

        span = 60 * self.se + 1e-9
        low, high = (
            brentq(lambda at, q=quantile: self.below(at) - q, self.mean - span * 40, self.mean + span * 40)
            for quantile in (ALPHA / 2, 1 - ALPHA / 2)
        )
        return float(low), float(high)


def outlook(before: Array, columns: Array, season: int | None = None, skip: int = 0) -> Outlook:
    """The periods after `before`, as the series would have gone on.

    columns: regressors (level, trend, other series), one row per period before and after. season: periods in a year,
    None for none. skip: periods between past and window that are left out of both. The series is a regression with
    errors of a memory of unknown length, part noise and part season; each degree of memory counts by its restricted
    likelihood, so that not knowing it widens the range, as a series that wanders off by itself must. Needs two periods
    more than columns.

    >>> found = outlook(np.array([1.0, 3.0, 2.0, 1.0, 3.0, 2.0, 1.0, 2.0, 3.0, 2.0]), np.ones((13, 1)))
    >>> round(found.mean), len(found.path)
    (2, 3)
    """
    seen = len(before)
    ahead = len(columns) - seen - skip
    scale = float(np.std(before)) or 1.0
    y, x, new = before / scale, columns[:seen], columns[seen + skip :]
    freedom = seen - x.shape[1]
    logs, means, spreads, paths = [], [], [], []
    for triangle, logdet, wk, corner in _memories(seen, ahead, season, skip):
        white = triangle @ np.column_stack([y, x])
        wy, wx = white[:, 0], white[:, 1:]
        inner = wx.T @ wx
        coefficients = np.linalg.solve(inner, wx.T @ wy)
        left = wy - wx @ coefficients
        rest = max(float(left @ left), 1e-12)
        path = new @ coefficients + wk.T @ left
        k = wk.mean(axis=1)
        gap = new.mean(axis=0) - wx.T @ k
        variance = corner - k @ k + gap @ np.linalg.solve(inner, gap)
        logs.append(-logdet - 0.5 * np.linalg.slogdet(inner)[1] - freedom / 2 * np.log(rest))
        means.append(path.mean())
        spreads.append(np.sqrt(max(variance, 1e-15) * rest / freedom))
        paths.append(path)
    weights = np.exp(np.array(logs) - max(logs))
    weights /= weights.sum()
    return Outlook(
        scale * (weights @ np.array(paths)), weights, scale * np.array(means), scale * np.array(spreads), freedom
    )


@lru_cache(maxsize=8)
def _memories(seen: int, ahead: int, season: int | None, skip: int) -> list[tuple[Array, float, Array, float]]:
    """Per degree of memory: the triangle that whitens the past, half its log determinant, the whitened covariance of
    past and future, the variance of the future's mean."""
    from scipy.linalg.lapack import dtrtri

    at = np.append(np.arange(seen), np.arange(ahead) + seen + skip)
    lag = np.abs(np.subtract.outer(at, at))
    sharp = (lag % season == 0).astype(float) if season else np.zeros(lag.shape)
    gentle = np.exp(-2 * (np.sin(np.pi * lag / season) / MONTH) ** 2) if season else sharp
    found = []
    for memory in MEMORY:
        for noise in NOISE if memory else (0.0,):
            for seasonal, smooth in SEASON if season else SEASON[:1]:
                cover = (1 - noise) * memory**lag + noise * (lag == 0) + seasonal * (gentle if smooth else sharp)
                cover[np.diag_indices(seen + ahead)] += 1e-6
                root = np.linalg.cholesky(cover[:seen, :seen])
                triangle = dtrtri(root, lower=1)[0]
                logdet = float(np.log(np.diag(root)).sum())
                found.append((triangle, logdet, triangle @ cover[:seen, seen:], float(cover[seen:, seen:].mean())))
    return found

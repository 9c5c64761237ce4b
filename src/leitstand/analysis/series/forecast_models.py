"""Continues a series from many points of its past at once, so that one can see how far such forecasts were off.

Rows are origins: row k knows the first `origins[k]` values only. Both models smooth the seasonally adjusted series, and
neither settles on one set of smoothing weights: the forecasts of a whole grid are averaged, weighted by how likely each
makes the past (Akaike weights), which varies less from origin to origin than the single best one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Origins = NDArray[np.intp]

LEVEL_WEIGHTS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.99)
TREND_SHARES = (0.02, 0.05, 0.1, 0.3, 0.6)
"""Weight of the trend as a share of the weight of the level."""
DAMPINGS = (0.8, 0.9, 0.95, 1.0)
ETS_GRID = np.array(
    [(level, 0.0, 1.0) for level in LEVEL_WEIGHTS]
    + [(level, level * share, phi) for level in LEVEL_WEIGHTS for share in TREND_SHARES for phi in DAMPINGS]
).T
STARTED_FROM = 10
"""So many first values say where smoothing starts."""
NO_ERROR = 1e-12
"""Keeps the logarithm finite where a model fits exactly."""


def forecasts(x: Floats, period: int, origins: Origins, horizon: int) -> tuple[Floats, Floats]:
    """ETS and Theta: what each would have said at every origin; arrays (origins, horizon). origins ascend."""
    seasonal = seasonal_indices(x, period, origins)
    places = np.arange(len(x)) % seasonal.shape[1]
    ahead = (origins[:, None] + np.arange(horizon)) % seasonal.shape[1]
    rows, returning = x - seasonal[:, places], np.take_along_axis(seasonal, ahead, 1)
    return ets(rows, origins, horizon) + returning, theta(rows, origins, horizon) + returning


def seasonal_indices(x: Floats, period: int, origins: Origins) -> Floats:
    """Classical additive indices by position in the season as known at each origin; (origins, period).

    They are shrunk towards none by the share of their spread that chance alone would make, so that a series without a
    season gets none without a test that would have to say yes or no.
    """
    n = len(x)
    weights = np.ones(period + 1 - period % 2) / period
    if period % 2 == 0:
        weights[[0, -1]] /= 2
    half = len(weights) // 2
    if period < 2 or n <= 2 * half:
        return np.zeros((len(origins), 1))
    swing = x[half : n - half] - np.convolve(x, weights, "valid")
    at = np.eye(period)[np.arange(half, n - half) % period]
    known = np.maximum(origins - half, half) - half
    count = _running(at)[known]
    total = _running(at * swing[:, None])[known]
    mean = total / np.maximum(count, 1)
    seen = count.sum(1)
    noise = np.maximum(_running(swing**2)[known] - (total * mean).sum(1), 0) / np.maximum(seen - period, 1)
    mean -= mean.mean(1, keepdims=True)
    spread = (mean**2).sum(1) / (period - 1)
    by_chance = noise / np.maximum(seen / period, 1)
    kept = np.where(seen > period, 1 - by_chance / np.maximum(spread, NO_ERROR), 0)
    shrunk: Floats = mean * np.maximum(kept, 0)[:, None]
    return shrunk


def ets(rows: Floats, origins: Origins, horizon: int) -> Floats:
    """Exponential smoothing of level and damped trend with additive errors, averaged over ETS_GRID."""
    level_weight, trend_weight, phi = ETS_GRID
    start = min(STARTED_FROM, int(origins[0]))
    t = np.arange(start) - (start - 1) / 2
    slope, mean = rows[:, :start] @ t / (t @ t), rows[:, :start].mean(1)
    trend = np.where(trend_weight > 0, slope[:, None], 0.0)
    level = mean[:, None] - trend * (start + 1) / 2
    squares = np.zeros_like(level)
    for now, first in enumerate(_first_rows(origins)):
        moved = trend[first:] * phi
        expected = level[first:] + moved
        error = rows[first:, now, None] - expected
        squares[first:] += error * error
        level[first:] = expected + level_weight * error
        trend[first:] = moved + trend_weight * error
    free = 2 + 2 * (trend_weight > 0) + (phi < 1)
    weight = _likely(squares, rows, origins, free)
    ahead = np.repeat((weight * level).sum(1, keepdims=True), horizon, axis=1)
    carried = weight * trend
    for damping in DAMPINGS:
        ahead += carried[:, phi == damping].sum(1, keepdims=True) * np.cumsum(damping ** np.arange(1, horizon + 1))
    return ahead


def theta(rows: Floats, origins: Origins, horizon: int) -> Floats:
    """Theta (Assimakopoulos and Nikolopoulos 2000): half the straight line, half the smoothed doubled curvature."""
    n = origins[:, None].astype(float)
    t = np.arange(rows.shape[1])
    known = t < n
    middle, mean = (n - 1) / 2, (rows * known).sum(1, keepdims=True) / n
    slope = ((rows - mean) * (t - middle) * known).sum(1, keepdims=True) / (n * (n * n - 1) / 12)
    doubled = 2 * rows - (mean + slope * (t - middle))
    weights = np.array(LEVEL_WEIGHTS)
    level = np.repeat(doubled[:, :1], len(weights), axis=1)
    squares = np.zeros_like(level)
    for now, first in enumerate(_first_rows(origins)):
        error = doubled[first:, now, None] - level[first:]
        squares[first:] += error * error
        level[first:] += weights * error
    smoothed = (_likely(squares, rows, origins, 0) * level).sum(1, keepdims=True)
    line = mean + slope * (n + np.arange(horizon) - middle)
    ahead: Floats = (line + smoothed) / 2
    return ahead


def _running(values: Floats) -> Floats:
    """Sums of the first 0, 1, 2 … values."""
    return np.concatenate([np.zeros_like(values[:1]), values.cumsum(0)])


def _first_rows(origins: Origins) -> list[int]:
    """Per moment the first row that still knows its value."""
    return [int(row) for row in np.searchsorted(origins, np.arange(origins[-1]), side="right")]


def _likely(squares: Floats, rows: Floats, origins: Origins, free: NDArray[np.int_] | int) -> Floats:
    """Akaike weights, corrected for short series, of the columns in each row."""
    n = origins[:, None]
    least = NO_ERROR * np.maximum((rows[:, : origins[0]] ** 2).max(1, keepdims=True), NO_ERROR)
    criterion = n * np.log(squares / n + least) + 2 * free * n / np.maximum(n - free - 1, 1)
    weight = np.exp((criterion.min(1, keepdims=True) - criterion) / 2)
    likely: Floats = weight / weight.sum(1, keepdims=True)
    return likely

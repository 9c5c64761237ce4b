"""How far forecasts of this series were off in the past, and so how wide an honest interval must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Origins = NDArray[np.intp]

FEWEST_BEFORE = 4
"""So many earlier origins there must be before an interval is tried out."""
MOST_TRIED = 16
FEWEST_TRIED = 20
"""Below so many tried values nothing is said about coverage."""


def errors(x: Floats, origins: Origins, ahead: Floats) -> Floats:
    """Actual less forecast, (origins, horizon); NaN where the series has not got so far."""
    at = origins[:, None] + np.arange(ahead.shape[1])
    missed: Floats = np.where(at < len(x), x[np.minimum(at, len(x) - 1)] - ahead, np.nan)
    return missed


def half_widths(missed: Floats, level: float) -> Floats:
    """Half the width of the interval per horizon, from the errors of past origins (split-conformal, symmetric).

    Errors of all horizons are pooled after dividing by how they grow with the horizon: a single horizon has too few.
    Errors of neighbouring origins overlap, so half as many count as independent, and the quantile is widened as
    Student's t is against the normal.
    """
    from scipy.special import ndtri, stdtrit

    missed = missed[~np.isnan(missed).all(1)]
    grown = _growth(missed)
    if not grown.any():
        return grown
    scaled = np.abs(missed / grown)
    upper = (1 + level) / 2
    widened = stdtrit(max(len(missed) / 2, 1.0), upper) / ndtri(upper)
    half: Floats = np.quantile(scaled[~np.isnan(scaled)], level) * widened * grown
    return half


def realised_coverage(missed: Floats, origins: Origins, levels: tuple[float, ...]) -> list[float | None]:
    """The share of actual values inside the interval that was known at the time, per level.

    At each origin tried, only errors that had been seen by then are used. None where too little could be tried.
    """
    seen_at = origins[:, None] + np.arange(missed.shape[1])
    last = int((~np.isnan(missed[:, 0])).sum())
    tried = range(FEWEST_BEFORE, last, max(1, (last - FEWEST_BEFORE) // MOST_TRIED))
    inside: list[list[float]] = [[] for _ in levels]
    for row in tried:
        known = np.where(seen_at[:row] < origins[row], missed[:row], np.nan)
        actual = np.abs(missed[row])
        there = ~np.isnan(actual)
        for hits, level in zip(inside, levels, strict=True):
            hits.extend(actual[there] <= half_widths(known, level)[there])
    return [float(np.mean(hits)) if len(hits) >= FEWEST_TRIED else None for hits in inside]


def _growth(missed: Floats) -> Floats:
    """Typical error per horizon: a power of the horizon between 0 (it stays) and 1 (in proportion), fitted."""
    there = ~np.isnan(missed)
    count = there.sum(0)
    typical = np.sqrt((np.where(there, missed, 0.0) ** 2).sum(0) / np.maximum(count, 1))
    use = (count > 0) & (typical > 0)
    if not use.any():
        return np.zeros(missed.shape[1])
    log_horizon = np.log(np.arange(1, missed.shape[1] + 1))
    weight, over, size = count[use], log_horizon[use], np.log(typical[use])
    centred = over - np.average(over, weights=weight)
    spread = (weight * centred**2).sum()
    power = np.clip((weight * centred * size).sum() / spread, 0, 1) if spread else 0.5
    grown: Floats = np.exp(np.average(size - power * over, weights=weight) + power * log_horizon)
    return grown

"""How far an ordinary number strays from what was expected, and how much each deviation speaks for a common cause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BINS = 41
EDGES = np.linspace(-2, 2, BINS + 1)
MIDDLES = (EDGES[1:] + EDGES[:-1]) / 2
OPEN = np.concatenate([[-np.inf], EDGES[1:-1], [np.inf]])
CLASSES = 8
SPREADS = (0.06, 0.15)
"""How far the leaves of one segment may lie apart, in units of d."""
OUTSIDERS = 0.05
"""Share of a segment's leaves that may behave as usual."""
AGREEING = 0.5
"""Share of what a segment's leaves can say that must speak for the deviation: its parts move alike, not one of them."""
TAILS = (4.0, 12.0, 1000.0)
CONTAMINATED = (0.02, 0.1, 0.25)
RELATIVE = np.geomspace(0.01, 1.0, 24)
DISPERSION = np.concatenate([[0.0], np.geomspace(0.01, 30, 14)])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one leaf says for each supposed deviation. `cell`: bin and size class of each leaf.

    gains: [cell, deviation], log-likelihood against "as usual"; agreement: the same shape, summing to ≥ 0 over leaves
    that move alike. deviations: the supposed values of d.
    """

    cell: np.ndarray
    gains: np.ndarray
    agreement: np.ndarray
    deviations: np.ndarray


def deviations(actual: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """d = 2(f−v)/(|f|+|v|) of each leaf, between −2 (all of it unexpected) and 2 (all of it missing)."""
    return np.asarray(2 * (expected - actual) / (np.abs(expected) + np.abs(actual)))


def evidence(actual: np.ndarray, expected: np.ndarray) -> Evidence:
    """Learns from the leaves themselves how they usually stray. No leaf may have both numbers zero."""
    size = (np.abs(actual) + np.abs(expected)) / 2
    level = np.searchsorted(np.unique(np.quantile(size, np.arange(1, CLASSES) / CLASSES)), size)
    levels, level = np.unique(level, return_inverse=True)
    typical = np.array([np.median(size[level == k]) for k in range(len(levels))])
    place = np.clip(((deviations(actual, expected) + 2) / 4 * BINS).astype(int), 0, BINS - 1)
    cell = level * BINS + place
    counts = np.bincount(cell, minlength=len(levels) * BINS).reshape(-1, BINS).astype(float)
    return Evidence(cell, *_tables(counts, typical))


def _cdf(x: np.ndarray, tail: float) -> np.ndarray:
    from scipy import special

    return np.asarray(special.stdtr(tail, x) if tail < 1000 else special.ndtr(x))


def _usual(counts: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, float]:
    """Probability of each bin [size class, bin] for leaves without a cause, and their dispersion.

    Variance of d: a relative part, and one that falls with size as that of counts does. Forecasts miss on both sides
    alike, so the counts are folded; a uniform part stands for the leaves that do have a cause.
    """
    folded, best, found = (counts + counts[:, ::-1]) / 2, -np.inf, (0.0, 0.0, 0.0)
    grid = np.linspace(-250, 250, 20001)
    for tail in TAILS:
        known = _cdf(grid, tail)
        for dispersion in DISPERSION:
            spread = np.sqrt(RELATIVE[:, None] ** 2 + dispersion / size)
            within = np.diff(np.interp(OPEN / spread[:, :, None], grid, known, left=0, right=1), axis=2)
            for share in CONTAMINATED:
                fit = np.einsum("cb,acb->a", folded, np.log((1 - share) * within + share / BINS))
                if fit.max() > best + 1e-9:
                    best, found = fit.max(), (float(RELATIVE[fit.argmax()]), float(dispersion), tail)
    relative, dispersion, tail = found
    spread = np.sqrt(relative**2 + dispersion / size)[:, None]
    usual = np.maximum(np.diff(_cdf(OPEN / spread, tail), axis=1), 1e-30)
    both = np.minimum(
        counts, counts[:, ::-1]
    )  # what is seen on both sides is no cause, however rare the model thinks it
    seen = both.sum(axis=1, keepdims=True)
    return 0.9 * usual + 0.1 * np.where(seen > 0, both / np.maximum(seen, 1), usual), dispersion


def _tables(counts: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    from scipy import special

    usual, dispersion = _usual(counts, size)
    gains, agreement, supposed = [], [], []
    for spread in SPREADS:
        width = np.sqrt(spread**2 + dispersion / size)[:, None]
        for middle in MIDDLES[np.abs(MIDDLES) >= 2 * spread]:
            shifted = np.diff(special.ndtr((OPEN - middle) / width), axis=1)
            caused = (1 - OUTSIDERS) * shifted + OUTSIDERS * usual
            gain = np.log(caused / usual)
            weight = (caused * gain).sum(axis=1, keepdims=True)
            gains.append(gain.ravel())
            agreement.append((weight * ((gain > 0) - AGREEING)).ravel())
            supposed.append(middle)
    return np.array(gains, np.float32).T.copy(), np.array(agreement, np.float32).T.copy(), np.array(supposed)

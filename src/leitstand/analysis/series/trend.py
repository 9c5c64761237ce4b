"""Says whether a series rises or falls, how fast a year, how sure that is, and whether it stands still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST = 10
"""Values needed; with a season three full rounds of it are needed for its own comparison."""

STILL = 0.01
"""Growth a year, up or down, below which a series stands still."""


@dataclass(frozen=True, slots=True)
class Trend:
    """slope, low, high: change per step with 95 % interval, in the series' unit. p: two-sided. tau: −1 … 1.

    memory: correlation with the value before that p and interval allow for. n: values used.
    """

    slope: float
    low: float
    high: float
    p: float
    tau: float
    memory: float
    n: int


def mann_kendall(values: np.ndarray, period: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """S, Var(S) and the number of pairs of each row of (K, T); with a period only equal seasons are compared.

    S = Σ_{i<j} sgn(x_j − x_i), Var = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18 with ties t, summed over the seasons.
    NaN are left out. Reference: Mann 1945; Kendall 1975; Hirsch, Slack, Smith 1982.
    """
    rows = np.atleast_2d(np.asarray(values, float))
    s, variance, pairs = (np.zeros(len(rows)) for _ in range(3))
    for first in range(period):
        part = rows[:, first::period]
        known = np.isfinite(part)
        filled = np.where(known, part, 0.0)
        both = known[:, :, None] & known[:, None, :]
        sign = np.where(both, np.sign(filled[:, None, :] - filled[:, :, None]), 0)
        s += np.triu(sign).sum(axis=(1, 2))
        n = known.sum(axis=1)
        ties = (both & (filled[:, None, :] == filled[:, :, None])).sum(axis=2)
        # a tie group of t values is met t times, so t(t−1)(2t+5) is summed as (t−1)(2t+5) over its members
        tied = np.where(known, (ties - 1) * (2 * ties + 5), 0).sum(axis=1)
        variance += (n * (n - 1) * (2 * n + 5) - tied) / 18
        pairs += n * (n - 1) / 2
    return s, np.maximum(variance, 0), pairs


def trend(values: Sequence[float] | np.ndarray, period: int = 1) -> Trend:
    """Mann–Kendall test and Theil–Sen slope, with season and autocorrelation.

    Idea: count how many pairs of values rise and how many fall; take the median of all slopes.
    Formula: Z = (S − sgn S) / √(Var(S) · c), c = 1 + 2 Σ (1 − k/n) φ^k,
    φ = lag-1 correlation of the ranks of what trend and season leave over, corrected for its bias
    (about φ + (1 + 4φ) / n, plus what the season's profile takes away) and never below 0;
    slope = median (x_j − x_i) / (j − i), interval from the ranks of the slopes at ± t √(c Var), t with n / c degrees
    of freedom.
    When it misleads: with φ above 0.5 or fewer than 24 values the test is no longer exact; a random walk has no trend
    but looks as if. A step counts as a trend.
    period: steps of a season (12 for months, 1: none); at least two rounds of it are needed, else it is not used.
    Raises ValueError for fewer than LEAST known values.
    Reference: Mann 1945; Theil 1950, Sen 1968; Hirsch and Slack 1984; variance correction as in Hamed and Rao 1998,
    Yue and Wang 2004.

    >>> found = trend([1, 3, 2, 4, 5, 7, 6, 8, 9, 11, 10, 12])
    >>> round(found.slope, 2), found.p < 0.001
    (1.0, True)
    """
    from scipy.stats import t as student

    y = np.asarray(values, float)
    known = np.isfinite(y)
    n = int(known.sum())
    if n < LEAST:
        raise ValueError(f"a trend needs {LEAST} values, there are {n}")
    period = period if period > 1 and n >= 2 * period else 1
    s, variance, pairs = (float(one[0]) for one in mann_kendall(y, period))
    slopes = np.sort(_slopes(y, period))
    slope = float(np.median(slopes))
    phi = _memory(y - slope * np.arange(len(y)), period)
    inflation = _inflation(phi, n)
    widened, tails = variance * inflation, student(max(n / inflation, 3))
    z = max(abs(s) - 1, 0) / np.sqrt(widened) if widened > 0 else 0.0
    reach = tails.ppf(0.975) * np.sqrt(widened)
    below = int(np.clip(np.floor((len(slopes) - reach) / 2), 0, len(slopes) - 1))
    above = int(np.clip(np.ceil((len(slopes) + reach) / 2), 0, len(slopes) - 1))
    return Trend(slope, float(slopes[below]), float(slopes[above]), float(2 * tails.sf(z)), s / pairs, phi, n)


def yearly_growth(values: Sequence[float] | np.ndarray, period: int = 12) -> tuple[float, float, float]:
    """Growth a year as a share, with its 95 % interval: (growth, low, high).

    The slope of the logarithms over `period` steps, see `trend`. Raises ValueError for values not above zero.
    """
    y = np.asarray(values, float)
    if (y[np.isfinite(y)] <= 0).any():
        raise ValueError("growth needs values above zero")
    found = trend(np.log(y), period)
    growth, low, high = np.expm1(np.array([found.slope, found.low, found.high]) * period)
    return float(growth), float(low), float(high)


def stands_still(values: Sequence[float] | np.ndarray, period: int = 12, within: float = STILL) -> bool:
    """Whether the interval of the yearly growth lies within ± `within`: a statement, not a test that failed."""
    _, low, high = yearly_growth(values, period)
    return -within <= low and high <= within


def _slopes(y: np.ndarray, period: int) -> np.ndarray:
    """The slopes of all pairs of known values of the same season."""
    at = np.flatnonzero(np.isfinite(y))
    first, second = np.triu_indices(len(at), 1)
    i, j = at[first], at[second]
    same = (j - i) % period == 0
    return np.asarray((y[j] - y[i])[same] / (j - i)[same], float)


def _memory(rest: np.ndarray, period: int) -> float:
    """Correlation of the ranks with those before, corrected for the bias of short series, within 0 … 0.9."""
    from scipy.stats import norm, rankdata

    known = np.isfinite(rest)
    n, taken = int(known.sum()), 2 + (period - 1 if period > 1 else 0)
    left = rest.copy()
    for first in range(period if period > 1 else 0):
        left[first::period] -= np.nanmean(rest[first::period]) if known[first::period].any() else 0
    scores = np.zeros(len(rest))
    scores[known] = norm.ppf((rankdata(left[known]) - 0.375) / (n + 0.25))
    pair = known[1:] & known[:-1]
    seen = (scores[1:] * scores[:-1])[pair].sum() / max((scores**2).sum(), 1e-12)
    corrected = (seen * n + taken / 2) / max(n - 2 * taken / 2 - 3, n / 3)
    return float(np.clip(corrected, 0, 0.9))


def _inflation(phi: float, n: int) -> float:
    """By how much autocorrelation widens the variance of S: n / n* of an AR(1) (Yue and Wang 2004)."""
    lags = np.arange(1, n)
    return float(1 + 2 * np.sum((1 - lags / n) * phi**lags))

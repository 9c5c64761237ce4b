"""Whether two monthly series move together, and which of them moves first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

FEWEST = 24
"""Months below which nothing is said."""


@dataclass(frozen=True, slots=True, eq=False)
class Lead:
    """The lag at which two series go together most clearly.

    lag: periods by which the second follows the first. r: correlation of what trend, season and each series' own past
    do not explain, −1 … 1, with its 95 % interval (of this lag alone). n: pairs of periods. p: that they go together at
    no lag at all, for all lags looked at together. pairs: what was compared, (n, 2) normal scores of what is new in
    each series, the second `lag` periods later.
    """

    lag: int
    r: float
    low: float
    high: float
    n: int
    p: float
    pairs: np.ndarray


def leads(
    first: Sequence[float] | np.ndarray, second: Sequence[float] | np.ndarray, months: Sequence[int], most: int = 3
) -> Lead | None:
    """How the second series follows the first, 0 to `most` periods later; None for fewer than 24 common periods.

    Idea: two series with a trend, a season or a memory of their own seem related though they are not; so all three are
    taken out first. Formula: residuals of a regression on trend and calendar month; e_t = u_t − φ·u_{t−1} of each
    (prewhitening); normal scores of the ranks, so that single odd months do not decide; r at each lag with a t-test on
    n − 2 − (terms taken out) degrees of freedom; over the lags Simes' p = min_k m·p₍k₎/k.
    When it misleads: both may follow a third thing; a relation by way of the trend alone is taken out with it; few
    months find strong relations only. Never a cause. first, second: equally long, oldest first, NaN where unknown.
    months: calendar month 1 … 12 of each. References: Haugh 1976; Box and Jenkins 1970; Simes 1986.

    >>> rng = np.random.default_rng(1)
    >>> cause = rng.normal(size=48)
    >>> leads(cause, np.roll(cause, 2) + 0.3 * rng.normal(size=48), [1 + at % 12 for at in range(48)]).lag
    2
    """
    from scipy import stats

    one, other = np.asarray(first, float), np.asarray(second, float)
    known = ~(np.isnan(one) | np.isnan(other))
    if known.sum() < FEWEST or np.ptp(one[known]) == 0 or np.ptp(other[known]) == 0:
        return None
    begin, end = np.flatnonzero(known)[[0, -1]]
    span = slice(int(begin), int(end) + 1)
    taken_out = _trend_and_season(np.asarray(months)[span])
    white = [_whitened(_residuals(values[span], taken_out)) for values in (one, other)]
    found = []
    for lag in range(most + 1):
        pair = np.column_stack([white[0][: len(white[0]) - lag], white[1][lag:]])
        pair = pair[~np.isnan(pair).any(axis=1)]
        n, free = len(pair), len(pair) - 2 - (taken_out.shape[1] - 1)
        if free < 5:
            continue
        scores = stats.norm.ppf((stats.rankdata(pair, axis=0) - 0.5) / n)
        r = float(np.corrcoef(scores.T)[0, 1])
        r = min(max(r, -0.999), 0.999)
        p = float(2 * stats.t.sf(abs(r) * np.sqrt(free / (1 - r * r)), free))
        half = stats.norm.ppf(0.975) / np.sqrt(max(free - 1, 1))
        low, high = (float(np.tanh(np.arctanh(r) + side * half)) for side in (-1, 1))
        found.append(Lead(lag, r, low, high, n, p, scores))
    if not found:
        return None
    ordered = sorted(found, key=lambda lead: lead.p)
    simes = min(1.0, *(len(found) * lead.p / (k + 1) for k, lead in enumerate(ordered)))
    return replace(ordered[0], p=simes)


def _trend_and_season(months: np.ndarray) -> np.ndarray:
    calendar = (months[:, None] == np.unique(months)[None, :]).astype(float)  # their sum is the constant
    return np.column_stack([calendar, np.linspace(-1, 1, len(months))])


def _residuals(values: np.ndarray, taken_out: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    found = np.full(len(values), np.nan)
    found[known] = values[known] - taken_out[known] @ np.linalg.lstsq(taken_out[known], values[known], rcond=None)[0]
    return found


def _whitened(residuals: np.ndarray) -> np.ndarray:
    """What is new in each period; the first one has no past and is left out."""
    now, past = residuals[1:], residuals[:-1]
    known = ~(np.isnan(now) | np.isnan(past))
    phi = (now[known] @ past[known]) / max(past[known] @ past[known], 1e-300)
    fresh: np.ndarray = now - np.clip(phi, -0.9, 0.9) * past
    return fresh

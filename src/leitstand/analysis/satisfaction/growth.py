"""Do people write about a topic more often than they did, as a share of all who write?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RECENT = 12
MOST_ALIKE, LEAST_FREEDOM = 0.8, 3.0
LEAST_PEOPLE = 100
"""Who must have written at all in the last year, and in the time before it."""


@dataclass(frozen=True, slots=True)
class Growth:
    """before, now: shares of those who wrote. ratio: now over before; difference: now less before; both with 95 %
    interval. p: two-sided. people: who wrote on it in the last twelve months, each counted once a month.
    """

    before: float
    now: float
    ratio: float
    ratio_low: float
    ratio_high: float
    difference: float
    low: float
    high: float
    p: float
    people: int


def growth(hits: np.ndarray, totals: np.ndarray) -> Growth | None:
    """Compares the last twelve months with the whole years before them; None with too little before or now.

    hits, totals: by month, oldest first, complete months only. The months scatter more than chance alone lets them,
    and neighbours are alike: both are estimated and widen the interval. p: the larger of those of the score test
    with Student's t and of Fisher's exact test.
    """
    from scipy.stats import fisher_exact, t

    years = len(totals) // RECENT
    if years < 2:
        return None
    hits, totals = hits[-RECENT * years :].astype(float), totals[-RECENT * years :].astype(float)
    late = np.arange(len(totals)) >= len(totals) - RECENT
    k, n = (np.array([one[~late].sum(), one[late].sum()]) for one in (hits, totals))
    if n.min() < LEAST_PEOPLE or k.sum() == 0:
        return None
    share = (k + 0.5) / (n + 1)
    scatter, freedom = _scatter(hits, totals, late, k / n)
    spread = np.sqrt(scatter * (1 / (k + 0.5) - 1 / (n + 1)).sum())
    change = float(np.log(share[1] / share[0]))
    quantile = float(t.ppf(0.975, freedom))
    apart, width = float(k[1] / n[1] - k[0] / n[0]), quantile * np.sqrt(scatter * (share * (1 - share) / n).sum())
    pooled = k.sum() / n.sum()
    score = abs(apart) / max(np.sqrt(scatter * pooled * (1 - pooled) * (1 / n).sum()), 1e-12)
    exact = fisher_exact([[k[1], n[1] - k[1]], [k[0], n[0] - k[0]]]).pvalue
    return Growth(
        before=float(k[0] / n[0]),
        now=float(k[1] / n[1]),
        ratio=float(np.exp(change)),
        ratio_low=float(np.exp(change - quantile * spread)),
        ratio_high=float(np.exp(change + quantile * spread)),
        difference=apart,
        low=float(apart - width),
        high=float(apart + width),
        p=float(max(exact, 2 * t.sf(score, freedom))),
        people=int(k[1]),
    )


def _scatter(hits: np.ndarray, totals: np.ndarray, late: np.ndarray, shares: np.ndarray) -> tuple[float, float]:
    """How many times the variance of chance the months vary, at least 1, and the degrees of freedom that are left.

    Pearson's χ² beside its degrees of freedom. Where neighbours are alike (first autocorrelation r, which two fitted
    shares make look smaller than it is) the variance grows by (1 + r) / (1 − r), and so much less do the months know.
    """
    expected = np.where(late, shares[1], shares[0])
    chance = np.sqrt(np.clip(totals * expected * (1 - expected), 1e-12, None))
    vary = (totals > 0) & (expected > 0) & (expected < 1)  # a share of nothing, or of all, says nothing about scatter
    residuals = np.where(vary, (hits - totals * expected) / chance, 0.0)
    freedom, squares = max(int(vary.sum()) - len(np.unique(late[vary])), 1), float((residuals**2).sum())
    r = float((residuals[1:] * residuals[:-1]).sum() / squares) if squares else 0.0
    alike = min(max((len(totals) * r + 2) / (len(totals) - 4), 0.0), MOST_ALIKE)
    inflation = (1 + alike) / (1 - alike)
    return max(squares / freedom, 1.0) * inflation, max(freedom / inflation, LEAST_FREEDOM)

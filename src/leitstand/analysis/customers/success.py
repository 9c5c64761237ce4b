"""Which behaviours go along with success, and how much more often: an association, never an effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Z = 1.959964
LEAST_CASES, LEAST_SHARE = 25, 0.02


@dataclass(frozen=True, slots=True)
class Association:
    """Success with a behaviour and without it.

    ratio: share of success with it over the share without. odds_ratio: of the odds; every count plus one, so that an
    empty cell says no more than it knows. Both with 95 % interval. p: Fisher's exact test, two-sided.
    """

    cases_with: int
    success_with: int
    cases_without: int
    success_without: int
    ratio: float
    low: float
    high: float
    odds_ratio: float
    odds_low: float
    odds_high: float
    p: float

    @property
    def share_with(self) -> float:
        return self.success_with / self.cases_with

    @property
    def share_without(self) -> float:
        return self.success_without / self.cases_without


def least_cases(cases: int) -> int:
    """Cases that are needed with the behaviour, and without it: 25, or 2 % of all where that is more."""
    return max(LEAST_CASES, round(LEAST_SHARE * cases))


def association(behaved: np.ndarray, success: np.ndarray) -> Association | None:
    """Of cases, each with the behaviour or without, each a success or not; None where one side has too few cases.

    >>> behaved = np.repeat([True, False], [100, 100])
    >>> success = np.concatenate([np.arange(100) < 40, np.arange(100) < 20])
    >>> found = association(behaved, success)
    >>> round(found.ratio, 2), round(found.odds_ratio, 2), found.p < 0.01
    (1.95, 2.66, True)
    """
    from scipy.stats import fisher_exact

    behaved, success = behaved.astype(bool), success.astype(bool)
    n, m = int(behaved.sum()), int((~behaved).sum())
    if min(n, m) < least_cases(n + m):
        return None
    a, c = int((behaved & success).sum()), int((~behaved & success).sum())
    cells = np.array([a, n - a, c, m - c], dtype=float) + 1
    odds, spread = cells[0] * cells[3] / (cells[1] * cells[2]), Z * np.sqrt((1 / cells).sum())
    ratio = (cells[0] / (n + 2)) / (cells[2] / (m + 2))
    width = Z * np.sqrt(1 / cells[0] - 1 / (n + 2) + 1 / cells[2] - 1 / (m + 2))
    return Association(
        cases_with=n,
        success_with=a,
        cases_without=m,
        success_without=c,
        ratio=float(ratio),
        low=float(ratio * np.exp(-width)),
        high=float(ratio * np.exp(width)),
        odds_ratio=float(odds),
        odds_low=float(odds * np.exp(-spread)),
        odds_high=float(odds * np.exp(spread)),
        p=float(fisher_exact([[a, n - a], [c, m - c]]).pvalue),
    )

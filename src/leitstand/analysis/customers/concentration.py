"""How much of the revenue hangs on how few customers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Concentration:
    """customers: with revenue above zero. top10, top_percent: share of the ten largest, of the largest hundredth.

    half: how many of the largest make up half of the revenue. gini: 0 (all alike) … 1. hhi: sum of squared shares,
    1/hhi is the number of equal customers that would be as concentrated.
    """

    customers: int
    total: float
    top10: float
    top_percent: float
    half: int
    gini: float
    hhi: float


def concentration(amounts: np.ndarray) -> Concentration | None:
    """Of the amounts per customer; None where nobody has one above zero.

    >>> found = concentration(np.array([6.0, 2.0, 1.0, 1.0]))
    >>> found.half, round(found.gini, 3), round(found.hhi, 2)
    (1, 0.4, 0.42)
    """
    kept = np.sort(amounts[amounts > 0])[::-1].astype(float)
    if not len(kept):
        return None
    n, total = len(kept), float(kept.sum())
    share = kept / total
    so_far = np.cumsum(share)
    rank = np.arange(1, n + 1)
    return Concentration(
        customers=n,
        total=total,
        top10=float(so_far[min(10, n) - 1]),
        top_percent=float(so_far[max(1, round(n / 100)) - 1]),
        half=int(np.searchsorted(so_far, 0.5 - 1e-12)) + 1,
        gini=float(((n + 1 - 2 * rank) @ share) / n),
        hhi=float((share**2).sum()),
    )

"""Compares those who were treated with those who were not, where chance decided who is who."""

from __future__ import annotations

from dataclasses import dataclass

from leitstand.analysis.contract import Figure
from leitstand.metrics.compute.intervals import wilson

LEAST = 50
"""Units in each arm before anything is said about a trial."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two shares. low, high: 95 % interval of treated − control; p: of no difference, exact; uplift: relative."""

    treated: float
    control: float
    low: float
    high: float
    p: float

    @property
    def effect(self) -> float:
        return self.treated - self.control

    @property
    def uplift(self) -> float | None:
        return self.effect / self.control if self.control else None


def bounds(found: Difference) -> dict[str, Figure]:
    """`least` and `most` for sentences in which the interval keeps its signs."""
    ends = {"least": found.low, "most": found.high}
    return {name: Figure(end, "percentage_points", signed=True) for name, end in ends.items()}


def two_shares(successes: int, n: int, others: int, m: int) -> Difference:
    """`successes` of the `n` treated against `others` of the `m` not treated.

    Interval: Newcombe, R. G. (1998), method 10, from two Wilson intervals. p: Fisher's exact test, two-sided. It tells
    cause only where chance made the arms; units must not influence each other. Raises ValueError for an empty arm.

    >>> found = two_shares(56, 70, 48, 80)  # Newcombe's example (a)
    >>> round(found.effect, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    from scipy.stats import fisher_exact

    known, known_other = wilson(successes, n), wilson(others, m)
    if known is None or known_other is None:
        raise ValueError("each arm needs at least one unit, and no more successes than units")
    one, other = successes / n, others / m
    (low_one, high_one), (low_other, high_other) = known, known_other
    low = one - other - ((one - low_one) ** 2 + (high_other - other) ** 2) ** 0.5
    high = one - other + ((high_one - one) ** 2 + (other - low_other) ** 2) ** 0.5
    p = float(fisher_exact([[successes, n - successes], [others, m - others]]).pvalue)
    return Difference(one, other, low, high, p)

"""How sure a recommendation score (NPS) is, and how many answers it takes to be sure enough."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from leitstand.metrics.compute.intervals import Z, nps

USUAL = 0.5, 0.2
"""Shares of promoters and detractors that are assumed before anybody has answered."""


@dataclass(frozen=True, slots=True)
class Score:
    """In points, −100 to 100, with its 95 % interval (adjusted Wald). answers: that it rests on."""

    value: float
    low: float
    high: float
    answers: int


def score(promoters: int, detractors: int, answers: int) -> Score | None:
    """The recommendation score of so many answers; None without any.

    >>> found = score(30, 12, 60)
    >>> round(found.value), round(found.low), round(found.high)
    (30, 9, 48)
    """
    bounds = nps(promoters, detractors, answers)
    if bounds is None:
        return None
    return Score(100 * (promoters - detractors) / answers, 100 * bounds[0], 100 * bounds[1], answers)


def answers_needed(
    within: float, promoters: float = USUAL[0], detractors: float = USUAL[1], population: int | None = None
) -> int:
    """Answers for a 95 % interval of ± `within` points. promoters, detractors: their shares. population: how many could
    be asked, where they are few. Raises ValueError for `within` ≤ 0 and shares that are none.

    >>> [answers_needed(points) for points in (3, 5, 10)]
    [2604, 938, 235]
    """
    if within <= 0 or min(promoters, detractors) < 0 or promoters + detractors > 1:
        raise ValueError("points above zero and shares that add up to at most one")
    n = Z**2 * _variance(promoters, detractors) / (within / 100) ** 2
    return ceil(n if population is None else n * population / (n + population - 1))


def difference(one: Score, other: Score) -> tuple[float, float, float]:
    """Points by which the first is above the second, of two independent groups, with its 95 % interval."""
    width = sqrt(_half(one) ** 2 + _half(other) ** 2)
    apart = one.value - other.value
    return apart, apart - width, apart + width


def _half(one: Score) -> float:
    return (one.high - one.low) / 2


def _variance(promoters: float, detractors: float) -> float:
    return promoters + detractors - (promoters - detractors) ** 2

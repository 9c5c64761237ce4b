"""How sure a number is: 95 % intervals for shares, means, ratios, recommendation scores and quantiles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

Interval = tuple[float, float]

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


def wilson(hits: float, n: float) -> Interval | None:
    """Share of `hits` in `n`. Wilson (1927), JASA 22: good for small n and shares near 0 or 1. None for n ≤ 0.

    >>> [round(bound, 4) for bound in wilson(7, 10)]
    [0.3968, 0.8922]
    """
    if n <= 0 or not 0 <= hits <= n:
        return None
    p, z2 = hits / n, Z * Z
    centre, spread = p + z2 / (2 * n), Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low, high = (centre - spread) / (1 + z2 / n), (centre + spread) / (1 + z2 / n)
    return (0.0 if hits == 0 else low), (1.0 if hits == n else high)


def nps(promoters: float, detractors: float, n: float) -> Interval | None:
    """Recommendation score as a share (−1 … 1): adjusted Wald with ¾ added to promoters and detractors each.

    Rocks (2016), "Interval estimation for the net promoter score", The American Statistician 70(4).
    """
    if n <= 0:
        return None
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    spread = Z * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    return max(p - d - spread, -1.0), min(p - d + spread, 1.0)


def delta(n: int, sum_y: float, sum_x: float, sum_yy: float, sum_xx: float, sum_xy: float) -> Interval | None:
    """Ratio Σy/Σx over `n` independent units by the delta method; a mean is the case x = 1.

    Linearisation: residuals y − R·x, variance n/(n−1) · Σ(y − R·x)² / (Σx)². Deng et al. (2018), KDD.
    None for fewer than two units or Σx ≤ 0.
    """
    if n < 2 or sum_x <= 0:
        return None
    ratio = sum_y / sum_x
    residual = max(sum_yy - 2 * ratio * sum_xy + ratio * ratio * sum_xx, 0.0)
    spread = student(n - 1) * math.sqrt(n / (n - 1) * residual) / sum_x
    return ratio - spread, ratio + spread


def student(freedom: int) -> float:
    """97.5 % point of Student's t: Cornish–Fisher expansion, exact to 0.3 % from 3 degrees on; tabled below."""
    table = {1: 12.706, 2: 4.303}
    if freedom in table:
        return table[freedom]
    z, v = Z, freedom
    g1 = (z**3 + z) / 4
    g2 = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    g4 = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + g1 / v + g2 / v**2 + g3 / v**3 + g4 / v**4


@lru_cache(maxsize=4000)
def quantile_ranks(n: int, q: float) -> tuple[int, int] | None:
    """1-based ranks (low, high) of the order statistics that enclose the q-quantile with at least 95 %.

    Exact, from the binomial distribution; no assumption on the shape. None where n is too small for any.
    """
    if n > 1000:  # the normal approximation of the binomial is exact to the rank here
        spread = Z * math.sqrt(n * q * (1 - q))
        return max(math.floor(n * q - spread), 1), min(math.ceil(n * q + spread) + 1, n)
    tail = (1 - LEVEL) / 2
    cumulative, low, high = 0.0, 0, n + 1
    for k in range(n + 1):
        before, cumulative = cumulative, cumulative + math.comb(n, k) * q**k * (1 - q) ** (n - k)
        if before <= tail:
            low = k
        if cumulative >= 1 - tail:
            high = k + 1
            break
    return (low, high) if low >= 1 and high <= n else None


def quantile(ordered: Sequence[float], q: float) -> float:
    """The q-quantile of sorted values, linear between order statistics (Hyndman and Fan, type 7)."""
    place = (len(ordered) - 1) * q
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def engines_quantile(ordered: Sequence[float], q: float) -> float:
    """The same, rounded to the last digit as the engine does: a number must not depend on where it was computed."""
    place = (len(ordered) - 1) * q
    below, above = ordered[math.floor(place)], ordered[math.ceil(place)]
    share = place - math.floor(place)
    return below * (1 - share) + above * share if share else below


def quantile_interval(ordered: Sequence[float], q: float) -> Interval | None:
    """Distribution-free interval of the q-quantile of sorted values."""
    ranks = quantile_ranks(len(ordered), q)
    return None if ranks is None else (ordered[ranks[0] - 1], ordered[ranks[1] - 1])

"""Keeps chance from looking like news: corrects for all tests of a run together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leitstand.analysis.contract import Candidate

Q = 0.05
"""At most this share of what is reported as tested may be false alarms, on average over many runs."""

WIDEST = 3.0
"""Intervals are not stretched further: beyond it the normal curve that the stretching assumes says little."""


def adjusted(p: Sequence[float]) -> np.ndarray:
    """Adjusted p-values, to be compared with q (Benjamini and Hochberg 1995, step-up).

    The tests depend on each other (a segment on the whole, a rate on its
    parts), nearly always positively, and then the share of false alarms is still kept (Benjamini and Yekutieli 2001);
    where nothing happened at all, a run reports anything with probability q at most (Simes). Raises ValueError for
    values outside 0 … 1.

    >>> adjusted([0.01, 0.02, 0.03, 0.5]).tolist()
    [0.04, 0.04, 0.04, 0.5]
    """
    values = np.asarray(p, dtype=float)
    if np.any((values < 0) | (values > 1) | np.isnan(values)):
        raise ValueError("a p-value lies between 0 and 1")
    order = np.argsort(values)
    steps = values[order] * len(values) / np.arange(1, len(values) + 1)
    found = np.empty(len(values))
    found[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return found


@dataclass(frozen=True, slots=True)
class Corrected:
    """p: adjusted, to be compared with q, in the order of the tests. wider: by family, see `stretch`."""

    p: np.ndarray
    wider: Mapping[str, float]


def by_family(p: Sequence[float], families: Sequence[str], q: float = Q) -> Corrected:
    """All tests of a run corrected together, in two steps, so that few tests asked on purpose do not drown in a scan.

    First the families (one per method) among each other, each with Simes' p-value of all its tests; then the tests of
    the families that pass, at the level q · passed / all (Benjamini and Bogomolov 2014). Where nothing happened at all,
    a run reports anything with probability q at most.
    """
    values, names = np.asarray(p, dtype=float), np.asarray(families)
    inner = {name: adjusted(values[names == name]) for name in dict.fromkeys(families)}
    outer = dict(zip(inner, adjusted([one.min() for one in inner.values()]), strict=True))
    passed = sum(one <= q for one in outer.values())
    share = max(passed, 1) / max(len(inner), 1)
    found, wider = np.ones(len(values)), {}
    for name, one in inner.items():
        found[names == name] = np.minimum(np.maximum(one / share, outer[name]), 1.0)
        wider[name] = stretch(int((found[names == name] <= q).sum()), len(one), q * share)
    return Corrected(found, wider)


def stretch(reported: int, tests: int, q: float = Q) -> float:
    """How much wider intervals must be where only the conspicuous ones are shown.

    Level 1 − reported · q / tests instead of 95 % (false coverage rate, Benjamini and Yekutieli 2005).

    >>> stretch(20, 20), round(stretch(5, 1000), 2)
    (1.0, 1.87)
    """
    from statistics import NormalDist

    if not 0 < reported <= tests:
        return 1.0
    quantile = NormalDist().inv_cdf
    return min(max(quantile(1 - reported * q / tests / 2) / quantile(0.975), 1.0), WIDEST)


def stretched(candidate: Candidate, by: float) -> Candidate:
    """The candidate with an interval `by` times as wide on either side of its effect."""
    low, high = (
        None if bound is None else candidate.effect + (bound - candidate.effect) * by
        for bound in (candidate.low, candidate.high)
    )
    return replace(candidate, low=low, high=high)

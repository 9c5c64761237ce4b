"""In which groups of customers a test worked, without taking the luckiest group for the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from leitstand.planning.effects.ab_test import ab_test
from leitstand.planning.effects.contract import ALPHA, Effect

LEAST = 50
"""Units of a segment in each arm; smaller ones are left out."""


@dataclass(frozen=True, slots=True)
class Uplift:
    """The effect in one segment. p_adjusted: of no effect; p_differs: of the same effect as in all other segments;
    both for all segments together (Benjamini and Hochberg). found: whether there is an effect, at a false discovery
    rate of `rate`; the interval of a found one allows for having been picked (Benjamini and Yekutieli 2005)."""

    segment: str
    effect: Effect
    p_adjusted: float
    p_differs: float
    found: bool


def uplift_by_segment(
    outcome: npt.ArrayLike, treated: npt.ArrayLike, segments: Sequence[object] | npt.ArrayLike, *, rate: float = ALPHA
) -> list[Uplift]:
    """The effect of a randomised test in each segment, the largest first; arguments as `ab_test`.

    segments: the segment of each unit, known before the start. rate: share of false ones among those called found.
    """
    from scipy.stats import false_discovery_control, norm

    y, arm, groups = (
        np.asarray(outcome, dtype=float),
        np.asarray(treated).astype(bool),
        np.asarray(segments).astype(str),
    )
    names = [
        str(name) for name in np.unique(groups)
        if min((arm & (groups == name)).sum(), (~arm & (groups == name)).sum()) >= LEAST
    ]  # fmt: skip
    if not names:
        return []
    inside = [ab_test(y[groups == name], arm[groups == name]) for name in names]
    differs = []
    for name, own in zip(names, inside, strict=True):
        rest = groups != name
        if min((arm & rest).sum(), (~arm & rest).sum()) < LEAST:
            differs.append(1.0)
            continue
        other = ab_test(y[rest], arm[rest])
        spread = float(np.hypot(own.se, other.se))
        differs.append(float(2 * norm.sf(abs(own.estimate - other.estimate) / spread)) if spread else 1.0)
    sure = false_discovery_control([own.p for own in inside])
    unlike = false_discovery_control(differs)
    picked = int((sure <= rate).sum())
    wider = float(norm.ppf(1 - picked * rate / len(names) / 2) / norm.ppf(1 - ALPHA / 2)) if picked else 1.0
    rows = [
        Uplift(name, _widened(own, wider) if p <= rate else own, float(p), float(q), bool(p <= rate))
        for name, own, p, q in zip(names, inside, sure, unlike, strict=True)
    ]
    return sorted(rows, key=lambda row: -row.effect.estimate)


def _widened(effect: Effect, factor: float) -> Effect:
    low, high = (effect.estimate + factor * (end - effect.estimate) for end in (effect.low, effect.high))
    return replace(effect, low=low, high=high)

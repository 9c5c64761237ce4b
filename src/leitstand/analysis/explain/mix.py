"""Whether a rate changed because the parts got better or worse, or because their shares moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Counts = Mapping[Any, tuple[float, float]]
"""Segment → (numerator, denominator)."""


@dataclass(frozen=True, slots=True)
class MixAndRate:
    """What a segment adds to the change of the rate over all.

    share_before, share_after: its part of all denominators. rate_before, rate_after: None where it has no denominator.
    mix: because its share moved. rate: because its own rate did. Over all segments mix + rate is the whole change.
    """

    share_before: float
    share_after: float
    rate_before: float | None
    rate_after: float | None
    mix: float
    rate: float


def mix_and_rate(before: Counts, after: Counts) -> dict[Any, MixAndRate]:
    """Splits the change of Σ numerators / Σ denominators exactly into shares that moved and rates that changed.

    Idea: hold one still at the mean of both periods while the other moves. Formula: rate = w̄·Δr, mix = Δw·(r̄ − R̄),
    with shares w, rates r, rate over all R, bars for means of both periods; Σ(mix + rate) = ΔR without a rest. A
    segment that is there in one period only has no change of rate, all of it is mix; numerators without a denominator
    (refunds of a channel that sold nothing) count as rate.
    When it misleads: a coarse split can hide a mix inside its segments. Raises ZeroDivisionError where a period has no
    denominator at all. Reference: Marshall 1890 and Edgeworth 1925 (means of both periods); Simpson 1951 (reversal).

    >>> before, after = {"mobile": (2, 200), "desktop": (40, 800)}, {"mobile": (10, 800), "desktop": (11, 200)}
    >>> parts = mix_and_rate(before, after)
    >>> round(sum(one.mix for one in parts.values()), 4), round(sum(one.rate for one in parts.values()), 5)
    (-0.0248, 0.00375)
    """
    segments = list(dict.fromkeys([*before, *after]))
    sides = [np.array([side.get(segment, (0.0, 0.0)) for segment in segments], float) for side in (before, after)]
    wholes = [side[:, 1].sum() for side in sides]
    if not all(wholes):
        raise ZeroDivisionError("a period has no denominator")
    shares = [side[:, 1] / whole for side, whole in zip(sides, wholes, strict=True)]
    rates = [np.divide(side[:, 0], side[:, 1], out=np.full(len(segments), np.nan), where=side[:, 1] != 0)
             for side in sides]  # fmt: skip
    known = [np.where(np.isnan(own), other, own) for own, other in (rates, rates[::-1])]
    loose = [np.where(side[:, 1] == 0, side[:, 0], 0.0) / whole for side, whole in zip(sides, wholes, strict=True)]
    overall = sum(side[:, 0].sum() / whole for side, whole in zip(sides, wholes, strict=True)) / 2
    mix = np.nan_to_num((shares[1] - shares[0]) * ((known[0] + known[1]) / 2 - overall))
    rate = np.nan_to_num((shares[0] + shares[1]) / 2 * (known[1] - known[0])) + loose[1] - loose[0]
    return {
        segment: MixAndRate(
            float(shares[0][at]), float(shares[1][at]), _known(rates[0][at]), _known(rates[1][at]),
            float(mix[at]), float(rate[at]),
        )
        for at, segment in enumerate(segments)
    }  # fmt: skip


def reversed_by_mix(parts: Mapping[Any, MixAndRate], least: float = 0.01) -> bool:
    """Whether the whole went one way although every segment with at least this share went the other (Simpson 1951)."""
    change = sum(one.mix + one.rate for one in parts.values())
    large = [one for one in parts.values() if max(one.share_before, one.share_after) >= least]
    moves = [
        one.rate_after - one.rate_before for one in large if one.rate_before is not None and one.rate_after is not None
    ]
    return len(moves) > 1 and change != 0 and all(move * change < 0 for move in moves)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)

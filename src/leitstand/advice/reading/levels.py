"""How far a level lies from where it was, from the best own segment, or from a limit."""

from __future__ import annotations

from math import hypot

from leitstand.advice.contract import Basis, Gap, Level, Situation
from leitstand.analysis.contract import Dims


def way_back(situation: Situation, metric: str, dims: Dims | None = None, up: bool = True) -> Gap | None:
    """From the last twelve months to the twelve before; None where they were no better. up: more is better."""
    now, then = situation.level(metric, dims), situation.level(metric, dims, before=12)
    if now is None or then is None or (then.value > now.value) is not up or then.value == now.value:
        return None
    return between(now, then, "own_period")


def to_limit(level: Level, limit: float) -> Gap:
    """From the level to a limit."""
    low, high = bounds(level)
    return Gap(limit - level.value, limit - high, limit - low, "threshold")


def between(now: Level, then: Level, basis: Basis) -> Gap:
    """From one level to another, both with their uncertainty."""
    change, spread = then.value - now.value, hypot(_half(now), _half(then))
    return Gap(change, change - spread, change + spread, basis)


def bounds(level: Level) -> tuple[float, float]:
    """The interval of a level; the value itself where it is a full count."""
    return (
        level.value if level.low is None else level.low,
        level.value if level.high is None else level.high,
    )


def _half(level: Level) -> float:
    low, high = bounds(level)
    return (high - low) / 2

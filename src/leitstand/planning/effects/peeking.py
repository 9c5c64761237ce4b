"""Looking before the window is over: an interval that holds however often one looks."""

from __future__ import annotations

import math
from dataclasses import replace

from leitstand.foundation.text import Text
from leitstand.planning.effects.contract import ALPHA, Check, Effect


def always_valid(effect: Effect, done: float) -> Effect:
    """The effect with an interval that holds the truth at all looks together in 95 %.

    done: share of the planned window or sample that is in, 0 to 1. The interval of a normal mixture (Robbins 1970;
    Waudby-Smith et al. 2024), narrowest at the planned end: there 1.55 times as wide as one single look allows. p: at
    most 1, the always-valid one.

    >>> early = always_valid(Effect("ab_test", 0.05, 0.01, 0.09, 0.02, 0.01, 900, ()), 0.5)
    >>> early.low < 0 < early.high
    True
    """
    wide = _boundary(done)
    single = 1.959964
    low, high = (effect.estimate + wide / single * (end - effect.estimate) for end in (effect.low, effect.high))
    said = Text(
        de=f"Nach {done:.0%} der Frist angesehen: Die Spanne ist so breit, dass mehrfaches Hinsehen erlaubt ist.",
        en=f"Looked at after {done:.0%} of the window: the interval is so wide that repeated looks are allowed.",
    )
    z = abs(effect.estimate) / effect.se if effect.se > 0 and math.isfinite(effect.se) else 0.0
    return replace(
        effect, low=low, high=high, p=_p(z, done), checks=(*effect.checks, Check("peeking", None, said, done))
    )


def _tuned() -> float:
    """Mixture variance (in standard errors at the planned end) that makes the interval narrowest there."""
    return -2 * math.log(ALPHA) + math.log(-2 * math.log(ALPHA) + 1)


def _boundary(done: float) -> float:
    """Standard errors on either side."""
    k = _tuned() * max(done, 1e-9)
    return math.sqrt(2 * (k + 1) / k * math.log(math.sqrt(k + 1) / ALPHA))


def _p(z: float, done: float) -> float:
    k = _tuned() * max(done, 1e-9)
    return min(1.0, math.sqrt(k + 1) * math.exp(-0.5 * z * z * k / (k + 1)))

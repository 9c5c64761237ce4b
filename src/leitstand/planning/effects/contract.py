"""What every design answers: the effect of an action with its interval, and whether the design's assumptions hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from leitstand.advice.contract import Design
from leitstand.foundation.text import Text

Verdict = Literal["worked", "no_effect", "harmed", "undecided"]

ALPHA = 0.05
"""Intervals hold the truth in 95 %: so rarely `worked` or `harmed` is said of what did nothing."""

GRADES: Mapping[Design, str] = {
    "ab_test": "A",
    "difference_in_differences": "B",
    "synthetic_control": "B",
    "interrupted_time_series": "C",
    "before_after": "D",
}
"""How much a design can prove, from A (chance made the groups) to D (nothing to compare with)."""

TITLES: Mapping[Design, Text] = {
    "ab_test": Text(de="A/B-Test mit Kontrollgruppe", en="A/B test with a control group"),
    "difference_in_differences": Text(de="Differenz der Differenzen", en="difference in differences"),
    "synthetic_control": Text(de="Nachgebildeter Vergleich", en="synthetic control"),
    "interrupted_time_series": Text(de="Unterbrochene Zeitreihe", en="interrupted time series"),
    "before_after": Text(de="Vorher und nachher", en="before and after"),
}

VERDICTS: Mapping[Verdict, Text] = {
    "worked": Text(de="hat gewirkt", en="worked"),
    "no_effect": Text(de="keine lohnende Wirkung", en="no effect worth having"),
    "harmed": Text(de="hat geschadet", en="harmed"),
    "undecided": Text(de="nicht entschieden", en="undecided"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """An assumption of the design. ok: None where data cannot tell. value: what was seen (a p-value where tested)."""

    name: str
    ok: bool | None
    text: Text
    value: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "ok": self.ok, "text": self.text.as_dict(), "value": _finite(self.value)}


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action changed, in the unit of the outcome (`ratio`: relative, 0.05 = 5 % more).

    low, high: 95 % interval; infinite where the data bound it on no side. se: its standard error (of an interval that
    chance of places or days made: a quarter of its width). n: units, places or periods that it rests on. expected: what
    would have been without the action, per period of the window, where the design tells it. weights: of the places that
    stand in for the treated one (synthetic control).

    >>> effect = Effect("ab_test", 0.05, 0.02, 0.08, 0.015, 0.001, 2400, (), "ratio")
    >>> verdict(effect), verdict(effect, minimum=0.1), verdict(effect, "down")
    ('worked', 'no_effect', 'harmed')
    """

    design: Design
    estimate: float
    low: float
    high: float
    se: float
    p: float
    n: int
    checks: Sequence[Check]
    unit: str = ""
    expected: Sequence[float] = ()
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def grade(self) -> str:
        """A to D, see GRADES."""
        return GRADES[self.design]

    @property
    def failed(self) -> list[Check]:
        """The assumptions that do not hold."""
        return [check for check in self.checks if check.ok is False]

    def as_dict(self) -> dict[str, Any]:
        """The shape of `leitstand effect --json`, without the verdict; an open end of the interval is null."""
        return {
            "design": self.design,
            "grade": self.grade,
            "estimate": _finite(self.estimate),
            "ci_low": _finite(self.low),
            "ci_high": _finite(self.high),
            "se": _finite(self.se),
            "p": _finite(self.p),
            "n": self.n,
            "unit": self.unit,
            "checks": [check.as_dict() for check in self.checks],
            "expected": [float(value) for value in self.expected],
            "weights": dict(self.weights),
        }


def verdict(effect: Effect, direction: Literal["up", "down"] = "up", minimum: float = 0.0) -> Verdict:
    """What the effect comes to. direction: which way is good. minimum: smallest effect worth having, same unit.

    `no_effect`: the whole interval lies inside ±minimum, so that whatever it is, it is not worth having; not being able
    to see one is `undecided`. So is whatever comes of before and after, or of a design whose assumptions fail.
    """
    if effect.design == "before_after" or effect.failed or not math.isfinite(effect.estimate):
        return "undecided"
    low, high = (effect.low, effect.high) if direction == "up" else (-effect.high, -effect.low)
    if max(-low, high) < minimum:
        return "no_effect"
    if low > 0:
        return "worked"
    return "harmed" if high < 0 else "undecided"


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)

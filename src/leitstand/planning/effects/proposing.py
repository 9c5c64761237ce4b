"""Which ways of checking an action the data allow, the one that proves most first, and what each could see."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from leitstand.advice.contract import Design
from leitstand.foundation.text import Text
from leitstand.planning.effects import power
from leitstand.planning.effects.difference_in_differences import LEAST_BEFORE as LEAST_GAP
from leitstand.planning.effects.groups import FEW, placements_enough
from leitstand.planning.effects.interrupted_time_series import CYCLES, LEAST_AFTER, LEAST_BEFORE
from leitstand.planning.effects.synthetic_control import LEAST_DONORS

LEAST_ARM = 50
"""Customers in each arm below which no test is proposed."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What there is to measure with.

    window: periods that will be measured. series: the outcome before the start, oldest first (in logarithms where the
    effect is relative). period: periods in a year, None for no season. units: the same per cell, the treated first, one
    row each. treated: how many of them. customers: that the action could be drawn by lot for. spread: standard
    deviation of the outcome per customer; None: it cannot be told per customer.
    """

    window: int
    series: Sequence[float] = ()
    period: int | None = None
    units: Sequence[Sequence[float]] = ()
    treated: int = 0
    customers: int = 0
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A design. refused: why the data do not allow it, None where they do. detectable: smallest effect likely to be
    seen (80 %). needed: customers per arm, or periods, to see the smallest effect worth having; None: unknown or never.
    """

    design: Design
    refused: Text | None = None
    detectable: float | None = None
    needed: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "design": self.design,
            "refused": self.refused and self.refused.as_dict(),
            "detectable": self.detectable,
            "needed": self.needed,
        }


def propose(shape: Shape, minimum: float | None = None) -> list[Proposal]:
    """All five designs: those that the data allow, best proof first, then those refused. minimum: smallest effect worth
    having; designs that are likely to miss it come after those that are not.

    >>> found = propose(Shape(window=8, customers=2000, spread=0.45), minimum=0.06)
    >>> [one.design for one in found if one.refused is None], round(found[0].detectable, 3), found[0].needed
    (['ab_test', 'before_after'], 0.056, 884)
    """
    found = [
        _ab_test(shape, minimum),
        _differences(shape),
        _synthetic(shape),
        _series(shape, minimum),
        Proposal("before_after"),
    ]
    return sorted(found, key=lambda one: (one.refused is not None, one.design == "before_after", _blind(one, minimum)))


def _blind(one: Proposal, minimum: float | None) -> bool:
    """Whether it would miss the smallest effect worth having: then even the best proof proves nothing."""
    return minimum is not None and one.detectable is not None and one.detectable > abs(minimum)


def _ab_test(shape: Shape, minimum: float | None) -> Proposal:
    if shape.spread is None:
        return _no(
            "ab_test", "Die Kennzahl lässt sich nicht je Kunde messen.", "The metric cannot be told per customer."
        )
    arm = shape.customers // 2
    if arm < LEAST_ARM:
        return _no("ab_test", f"{shape.customers} Kunden reichen nicht für zwei Gruppen zu {LEAST_ARM}.",
                   f"{shape.customers} customers are not enough for two arms of {LEAST_ARM}.")  # fmt: skip
    needed = power.per_arm(shape.spread, minimum) if minimum else None
    return Proposal("ab_test", None, power.of_arms(shape.spread, arm, arm), needed)


def _differences(shape: Shape) -> Proposal:
    units, kind = np.asarray(shape.units, dtype=float), "difference_in_differences"
    if missing := _no_units(shape, kind):
        return missing
    others = len(units) - shape.treated
    if min(shape.treated, others) >= FEW or placements_enough(len(units), shape.treated):
        return Proposal("difference_in_differences", None, _finite(power.of_units(units, shape.treated, shape.window)))
    if units.shape[1] < LEAST_GAP:
        return _no(kind, f"{len(units)} Teilgruppen und {units.shape[1]} Zeiträume vorher sind zu wenige.",
                   f"{len(units)} segments and {units.shape[1]} periods before are too few.")  # fmt: skip
    gap = units[: shape.treated].mean(axis=0) - units[shape.treated :].mean(axis=0)
    return Proposal("difference_in_differences", None, power.of_gap(gap, shape.window))


def _synthetic(shape: Shape) -> Proposal:
    kind = "synthetic_control"
    if missing := _no_units(shape, kind):
        return missing
    donors = len(shape.units) - shape.treated
    if shape.treated != 1:
        return _no(kind, "Er geht nur für eine einzelne Teilgruppe.", "It works for one single segment only.")
    if donors < LEAST_DONORS:
        return _no(kind, f"{donors} Vergleichsgruppen sind zu wenige ({LEAST_DONORS} nötig).",
                   f"{donors} segments to compare with are too few ({LEAST_DONORS} needed).")  # fmt: skip
    return Proposal("synthetic_control", None, _finite(power.of_units(shape.units, 1, shape.window)))


def _series(shape: Shape, minimum: float | None) -> Proposal:
    kind, before = "interrupted_time_series", len(shape.series)
    least = max(LEAST_BEFORE, CYCLES * (shape.period or 0))
    if before < least:
        return _no(kind, f"{before} Zeiträume vorher sind zu wenige ({least} nötig, um die Saison zu kennen).",
                   f"{before} periods before are too few ({least} needed to know the season).")  # fmt: skip
    if shape.window < LEAST_AFTER:
        return _no(kind, f"{shape.window} Zeiträume danach sind zu wenige ({LEAST_AFTER} nötig).",
                   f"{shape.window} periods after are too few ({LEAST_AFTER} needed).")  # fmt: skip
    needed = power.window_needed(shape.series, minimum, shape.period) if minimum else None
    return Proposal("interrupted_time_series", None, power.of_series(shape.series, shape.window, shape.period), needed)


def _no_units(shape: Shape, design: str) -> Proposal | None:
    if shape.treated and len(shape.units) > shape.treated + 1:
        return None
    return _no(design, "Es gibt keine Teilgruppen ohne die Maßnahme, die sich vergleichen lassen.",
               "There are no segments without the action to compare with.")  # fmt: skip


def _no(design: Any, de: str, en: str) -> Proposal:
    return Proposal(design, Text(de=de, en=en))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

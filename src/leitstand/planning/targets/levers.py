"""How far a driver can realistically be moved within a year, and what holds it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, inf, isfinite, log
from typing import Literal

from leitstand.advice.contract import PRIORS
from leitstand.foundation.text import Text

Bound = Literal["own_history", "usual_change", "best_segment", "best_period", "benchmark", "capacity", "limit", "kept"]

BOUNDS: dict[Bound, Text] = {
    "own_history": Text(de="eigene Jahre: mehr gelang selten", en="own years: more was rare"),
    "usual_change": Text(de="üblich; eigene Jahre fehlen", en="usual; own years are lacking"),
    "best_segment": Text(de="halber Weg zur besten Teilgruppe", en="half way to the best segment"),
    "best_period": Text(de="halber Weg zum besten Jahr", en="half way to the best year"),
    "benchmark": Text(de="halber Weg zum Vergleichswert", en="half way to the benchmark"),
    "capacity": Text(de="Kapazität", en="capacity"),
    "limit": Text(de="mehr gibt es nicht", en="there is no more"),
    "kept": Text(de="bleibt, wie es ist", en="stays as it is"),
}

USUAL_CHANGE = 0.06
"""Spread of a year's change of a number about its own usual change (M3 monthly, median series)."""
USUAL_COUNTS = 2.0
P90 = 1.2816
HALF = 0.5
A_GAP = 0.02
"""So much better than the own baseline a segment or year must be, to say what is possible."""
UNPROVEN = PRIORS["J"]
"""Share of a planned movement that comes about, and its spread, as long as no own results say otherwise."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A level that shows what is possible."""

    value: float
    by: Literal["best_segment", "best_period", "benchmark"]


@dataclass(frozen=True, slots=True)
class Lever:
    """A driver of a goal. sign: −1 where it is subtracted. baseline: the year ahead without anything new.

    low, high: as far as it can realistically go, held there by low_by, high_by. relative: movements are shares (log
    scale), else in its unit. share: how much of a planned movement comes about: mean and spread. cost: of one squared
    unit of movement against its room; levers cost alike unless said. dims: the segment it is about.
    """

    metric: str
    baseline: float
    low: float
    high: float
    low_by: Bound
    high_by: Bound
    relative: bool = True
    sign: int = 1
    share: tuple[float, float] = UNPROVEN
    cost: float = 1.0
    dims: dict[str, str] = field(default_factory=dict)

    def moved(self, step: float) -> float:
        """The value after a movement: the share on the log scale, or the difference."""
        return self.baseline * exp(step) if self.relative else self.baseline + step

    def room(self, up: bool) -> float:
        """The movement possible upwards (≥ 0) or downwards (≤ 0)."""
        end = self.high if up else self.low
        return log(end / self.baseline) if self.relative else end - self.baseline

    def bound_by(self, up: bool) -> Bound:
        return self.high_by if up else self.low_by


def lever(
    metric: str,
    baseline: float,
    years: Sequence[float] = (),
    *,
    per_year: int = 4,
    relative: bool = True,
    direction: Literal["up", "down", "context"] = "context",
    shown: Sequence[Shown] = (),
    capacity: float | None = None,
    limits: tuple[float, float] = (-inf, inf),
    kept: bool = False,
    sign: int = 1,
    share: tuple[float, float] = UNPROVEN,
    cost: float = 1.0,
    dims: dict[str, str] | None = None,
) -> Lever:
    """The lever with its bounds (metrics.md D.18, step 2).

    years: its values over rolling twelve months, oldest first, `per_year` of them within a year: their changes in
    twelve months say what a good and a bad year is, shrunk towards what is usual. It is not moved against `direction`,
    and in it at most half the way to the best level shown. capacity: the most it can be. kept: it stays as it is.
    """
    relative = relative and baseline > 0 and all(value > 0 for value in years)
    if kept or baseline == 0:
        return Lever(metric, baseline, baseline, baseline, "kept", "kept", relative, sign, share, cost, dims or {})
    reach, by = _reach(baseline, years, per_year, relative)
    ends = {up: (_end(baseline, reach if up else -reach, relative), by) for up in (True, False)}
    for up, wanted in ((True, "up"), (False, "down")):
        if direction not in (wanted, "context"):
            ends[up] = (baseline, "kept")
        elif direction == wanted and (half := _half_way(baseline, shown, up, relative)):
            ends[up] = _nearer(ends[up], half, up)
    if capacity is not None:
        ends[True] = _nearer(ends[True], (max(capacity, baseline), "capacity"), True)
    for up, limit in ((True, limits[1]), (False, limits[0])):
        if isfinite(limit):
            ends[up] = _nearer(ends[up], (limit, "limit"), up)
    (high, high_by), (low, low_by) = ends[True], ends[False]
    if high_by == "kept" and low_by != "kept":
        high_by = low_by
    return Lever(metric, baseline, low, high, low_by, high_by, relative, sign, share, cost, dims or {})


End = tuple[float, Bound]


def _reach(baseline: float, years: Sequence[float], per_year: int, relative: bool) -> tuple[float, Bound]:
    """How far a good year went beyond the usual one: the 90th percentile, from changes about their mean."""
    values = [log(value) for value in years] if relative else list(years)
    changes = [later - earlier for earlier, later in zip(values, values[per_year:], strict=False)]
    usual = USUAL_CHANGE * (1.0 if relative else abs(baseline))
    independent = max(len(changes) / per_year - 1 / per_year, 0.0)  # overlapping years are not so many
    if not changes or independent <= 0:
        return P90 * usual, "usual_change"
    mean = sum(changes) / len(changes)
    own = sum((change - mean) ** 2 for change in changes) / max(len(changes) - 1, 1)
    mixed = ((independent * own + USUAL_COUNTS * usual**2) / (independent + USUAL_COUNTS)) ** 0.5
    return P90 * mixed, "own_history"


def _end(baseline: float, step: float, relative: bool) -> float:
    return baseline * exp(step) if relative else baseline + step


def _half_way(baseline: float, shown: Sequence[Shown], up: bool, relative: bool) -> End | None:
    """Half the way to the best level shown; None where none is clearly better."""
    better = [one for one in shown if (one.value - baseline) * (1 if up else -1) > A_GAP * abs(baseline)]
    if not better:
        return None
    best = (max if up else min)(better, key=lambda one: one.value)
    if relative and best.value > 0:
        return _end(baseline, HALF * log(best.value / baseline), True), best.by
    return baseline + HALF * (best.value - baseline), best.by


def _nearer(one: End, other: End, up: bool) -> End:
    return (min if up else max)(one, other, key=lambda end: end[0])

"""The shape of a comparison: a number beside another, and what is known about the other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.text import Language, Text
from leitstand.metrics.compute.intervals import Z
from leitstand.metrics.compute.result import Value

KINDS: dict[str, Text] = {
    "previous_period": Text(de="Vorperiode", en="previous period"),
    "previous_year": Text(de="Vorjahr", en="previous year"),
    "target": Text(de="Ziel", en="target"),
    "benchmark": Text(de="übrige eigene Teilgruppen", en="own other cells"),
    "industry": Text(de="Branchenwert", en="industry figure"),
    "competitor": Text(de="Wettbewerber", en="competitor"),
}


@dataclass(slots=True)
class Comparison:
    """A number beside another.

    value: the reference, None with every status but "ok"; note says why. change = number − reference; change_ratio =
    change / reference, None where one is below zero or the reference is 0. period: what the reference is about.
    clear: whether the change is more than chance would give; None where that cannot be said (see `is_clear`).
    elapsed_days: an unfinished period stops after so many days, the reference too. business_days,
    reference_business_days: Monday to Friday without German holidays. adjusted_change_ratio: change_ratio of the
    amounts per business day, for sums over days. easter_shift: not the same number of days from Good Friday to Easter
    Monday in both.
    source, year, grade, p25, p75 (quartiles), confidence, stale (too old, or of another time): figures from outside.
    """

    kind: str
    label: Text
    period: Period | None = None
    value: float | None = None
    change: float | None = None
    change_ratio: float | None = None
    clear: bool | None = None
    status: str = "ok"
    note: Text | None = None
    elapsed_days: int | None = None
    business_days: int | None = None
    reference_business_days: int | None = None
    adjusted_change_ratio: float | None = None
    easter_shift: bool = False
    source: str | None = None
    year: int | None = None
    grade: str | None = None
    p25: float | None = None
    p75: float | None = None
    confidence: str | None = None
    stale: bool = False

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The documented shape (docs/reference/shapes.md)."""
        return {
            "kind": self.kind,
            "label": self.label.get(language),
            "period_start": self.period.start.isoformat() if self.period else None,
            "period_end": self.period.end.isoformat() if self.period else None,
            "value": self.value,
            "change": self.change,
            "change_ratio": self.change_ratio,
            "clear": self.clear,
            "status": self.status,
            "note": self.note.get(language) if self.note else None,
            "elapsed_days": self.elapsed_days,
            "business_days": self.business_days,
            "reference_business_days": self.reference_business_days,
            "adjusted_change_ratio": self.adjusted_change_ratio,
            "easter_shift": self.easter_shift,
            "source": self.source,
            "year": self.year,
            "grade": self.grade,
            "p25": self.p25,
            "p75": self.p75,
            "confidence": self.confidence,
            "stale": self.stale,
        }


def against(value: Value, comparison: Comparison, reference: float | None) -> None:
    """Adds the comparison to the value, with the reference and the change filled in."""
    comparison.value = reference if comparison.status == "ok" else None
    if comparison.value is None:
        comparison.status = "no_data" if comparison.status == "ok" else comparison.status
    elif value.value is not None:
        comparison.change, comparison.change_ratio = difference(value.value, comparison.value)
    value.comparisons.append(comparison)


def difference(number: float, reference: float) -> tuple[float, float | None]:
    """The change, and as a share of the reference: where neither is below zero: no percentage of a loss."""
    change = number - reference
    return change, change / reference if reference > 0 and number >= 0 else None


def is_clear(value: Value, other: Value) -> bool | None:
    """Whether two numbers differ by more than chance would give, at 95 %.

    Estimates: |difference| > √(h₁² + h₂²) with the half-widths of their intervals, for independent samples. Counts of
    cases: |difference| > 1.96·√(sum), the Poisson rule (Przyborowski and Wilenski 1940, normal form). None for amounts
    of money, stocks and whatever has no interval: they are what they are.
    """
    if value.value is None or other.value is None:
        return None
    distance = abs(value.value - other.value)
    ends = (value.ci_low, value.ci_high, other.ci_low, other.ci_high)
    if None not in ends:
        low, high, other_low, other_high = (float(end or 0) for end in ends)
        return distance > math.hypot((high - low) / 2, (other_high - other_low) / 2)
    if value.unit == "count" and value.denominator is None and min(value.value, other.value) >= 0:
        return distance > Z * math.sqrt(value.value + other.value)
    return None

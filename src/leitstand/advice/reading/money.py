"""Ways from what a rule moves to a year's gross margin."""

from __future__ import annotations

from leitstand.advice.contract import Situation
from leitstand.analysis.contract import Money


def margin_of(situation: Situation, revenue: float | None, once: bool = False) -> Money | None:
    """Gross margin of so much revenue a year, at the margin rate of the last twelve months; None where unknown.

    once: it comes once, not every year again.
    """
    rate = situation.level("gross_margin_rate")
    return None if revenue is None or rate is None else Money(revenue * rate.value, "gross_margin", once=once)


def value(situation: Situation, metric: str, months: int = 12) -> float | None:
    """The metric of the whole company over the latest complete months; None where it cannot be told."""
    level = situation.level(metric, months=months)
    return None if level is None else level.value

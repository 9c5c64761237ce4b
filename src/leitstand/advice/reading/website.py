"""Ways from visits to a year's gross margin."""

from __future__ import annotations

from leitstand.advice.contract import Situation
from leitstand.analysis.contract import Money


def purchases_worth(situation: Situation, purchases: float) -> Money | None:
    """What so many more visits a year that end with a purchase are worth: × revenue of such a visit × margin."""
    visits = situation.level("sessions")
    return situation.worth("conversion_rate", purchases / visits.value) if visits and visits.value else None

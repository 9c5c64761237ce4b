"""Compares the last months of every series with what was to be expected of them."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Method, Sight
from leitstand.analysis.series.trend_panel import panel
from leitstand.analysis.series.trend_search import odd_months
from leitstand.analysis.series.trend_telling import tell
from leitstand.foundation.text import Text

LAST = 3
"""Months that are looked at: news, and no history."""

CAMPAIGNS = Text(
    de="Ob eine Kampagne oder ein Ausverkauf in den Monat fiel.", en="Whether a campaign or a sale fell into the month."
)


def look(sight: Sight) -> Iterator[Candidate]:
    seen, _ = panel(sight)
    for found in odd_months(seen, LAST):
        yield tell(seen, found, "unexpected_value", unchecked=(CAMPAIGNS,))


METHOD = Method(
    title=Text(de="Unerwartete Werte", en="Unexpected values"),
    question=Text(de="Passt einer der letzten Monate nicht ins Bild?", en="Does one of the last months not fit in?"),
    formula="|t| of the month beside level, trend, season, calendar and AR(1), × 3 months; for counts not below the "
    "negative binomial, for shares the beta-binomial tail with estimated overdispersion",
    misleads=Text(
        de="Ein neuer Einmaleffekt im selben Monat des Vorjahres verschiebt die Erwartung.",
        en="Something singular in the same month of the year before shifts what is expected.",
    ),
    reference="Laney 2002; Cook and Weisberg 1982",
    finds=("unexpected_value",),
    look=look,
)

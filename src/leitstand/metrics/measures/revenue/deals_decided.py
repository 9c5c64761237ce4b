"""Deals closed: won, lost or ended without a decision."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Abgeschlossene Verkaufschancen", en="Deals decided"),
    table="deal",
    time="closed_on",
    where=lambda deal: deal.outcome.isin(["won", "lost", "no_decision"]),
    needs={"outcome": None},
)

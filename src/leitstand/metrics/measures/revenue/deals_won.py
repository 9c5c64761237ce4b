"""Deals won, by the day they closed."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Gewonnene Verkaufschancen", en="Deals won"),
    table="deal",
    time="closed_on",
    where=lambda deal: deal.outcome == "won",
    needs={"outcome": None},
    direction="up",
)

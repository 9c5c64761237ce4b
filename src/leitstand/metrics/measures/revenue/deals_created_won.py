"""Deals created in the period that were won by now."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Davon bisher gewonnene Verkaufschancen", en="Deals created that were won by now"),
    table="deal_course",
    time="created_on",
    where=lambda deal: deal.decided & (deal.outcome == "won"),
    direction="up",
)

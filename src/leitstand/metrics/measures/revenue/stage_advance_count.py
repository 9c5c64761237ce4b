"""Deals that got further than the stage they entered."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Weitergekommene Verkaufschancen je Phase", en="Deals that got further than the stage"),
    table="deal_stage",
    time="entered_on",
    where=lambda stay: stay.advanced,
    direction="up",
)

"""Deals created in the period whose course is known (not closed without a day)."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Neue Verkaufschancen", en="Deals created"),
    table="deal_course",
    time="created_on",
    direction="up",
)

"""Deals created in the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Neue Verkaufschancen", en="Deals created"),
    table="deal",
    time="created_on",
    direction="up",
)

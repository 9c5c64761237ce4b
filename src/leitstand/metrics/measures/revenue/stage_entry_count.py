"""Deals that entered a stage and had the time to get further."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkaufschancen je Phase", en="Deals that entered a stage"),
    table="deal_stage",
    time="entered_on",
)

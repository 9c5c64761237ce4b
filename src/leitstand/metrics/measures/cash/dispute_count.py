"""Disputes opened."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Streitfälle", en="Number of disputes"),
    table="dispute",
    time="opened_on",
    direction="down",
)

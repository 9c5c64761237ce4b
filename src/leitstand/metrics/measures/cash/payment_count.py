"""Payments received."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Zahlungen", en="Number of payments"),
    table="payment",
    time="paid_on",
    direction="up",
)

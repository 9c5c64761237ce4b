"""Visits that used an element, per day."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche, die ein Element benutzten", en="Sessions that used an element"),
    table="element_visit",
    time="day",
)

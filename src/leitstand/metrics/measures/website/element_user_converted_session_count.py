"""Visits that used an element and reached the goal, per day."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Besuche mit Abschluss, die ein Element benutzten",
        en="Converted sessions that used an element",
    ),
    table="element_visit",
    time="day",
    where=lambda visit: visit.converted,
)

"""Visits that saw an element and reached the goal, per day."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Besuche mit Abschluss, die ein Element sahen",
        en="Converted sessions exposed to an element",
    ),
    table="element_day",
    time="day",
    aggregate="sum",
    value=lambda day: day.sessions_exposed_converted,
    where=lambda day: day.sessions_exposed.notnull() & day.sessions_exposed_converted.notnull(),
)

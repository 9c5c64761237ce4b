"""Visits that saw an element, per day."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche, die ein Element sahen", en="Sessions exposed to an element"),
    table="element_day",
    time="day",
    aggregate="sum",
    value=lambda day: day.sessions_exposed,
    where=lambda day: day.sessions_exposed.notnull() & day.sessions_exposed_converted.notnull(),
)

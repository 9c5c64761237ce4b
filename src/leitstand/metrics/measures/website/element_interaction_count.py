"""How often page elements were used."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Interaktionen mit Seitenelementen", en="Interactions with page elements"),
    table="element_day",
    time="day",
    aggregate="sum",
    value=lambda day: day.interactions,
    where=lambda day: day.impressions.notnull() & day.interactions.notnull(),
)

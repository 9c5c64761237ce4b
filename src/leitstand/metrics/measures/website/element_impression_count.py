"""How often page elements came into view."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Sichtbare Einblendungen von Seitenelementen",
        en="Viewable impressions of page elements",
    ),
    table="element_day",
    time="day",
    aggregate="sum",
    value=lambda day: day.impressions,
    where=lambda day: day.impressions.notnull() & day.interactions.notnull(),
)

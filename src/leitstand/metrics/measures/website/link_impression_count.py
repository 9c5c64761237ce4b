"""How often links and buttons came into view."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Sichtbare Einblendungen von Links", en="Viewable impressions of links"),
    table="element_day",
    time="day",
    joins=("page_element.kind",),
    aggregate="sum",
    value=lambda day: day.impressions,
    where=lambda day: (
        day.impressions.notnull() & day.interactions.notnull() & day["page_element.kind"].isin(["link", "button"])
    ),
)

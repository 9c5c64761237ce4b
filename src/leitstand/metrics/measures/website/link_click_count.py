"""Clicks on links and buttons."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Klicks auf Links", en="Clicks on links"),
    table="element_day",
    time="day",
    joins=("page_element.kind",),
    aggregate="sum",
    value=lambda day: day.interactions,
    where=lambda day: (
        day.impressions.notnull() & day.interactions.notnull() & day["page_element.kind"].isin(["link", "button"])
    ),
)

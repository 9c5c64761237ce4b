"""Visits (without bots) with at least one recorded page view."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit gezählten Seitenaufrufen", en="Sessions with counted page views"),
    table="web_session",
    time="started_on",
    where=lambda visit: ~visit.is_bot.fill_null(False) & (visit.pageviews >= 1),
)

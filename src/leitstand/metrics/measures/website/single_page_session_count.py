"""Visits (without bots) with exactly one page view."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit nur einer Seite", en="Single-page sessions"),
    table="web_session",
    time="started_on",
    where=lambda visit: ~visit.is_bot.fill_null(False) & (visit.pageviews == 1),
    ever=("web_session.pageviews",),
    direction="down",
)

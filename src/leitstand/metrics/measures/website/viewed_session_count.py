"""Visits of which the page views are known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Besuche mit bekannten Seitenaufrufen", en="Sessions with known page views"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.sessions,
    where=lambda visit: visit.pageviews.notnull() & visit.sessions.notnull(),
    direction="up",
)

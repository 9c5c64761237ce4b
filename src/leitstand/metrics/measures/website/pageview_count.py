"""Page views."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Seitenaufrufe", en="Page views"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.pageviews,
    where=lambda visit: visit.pageviews.notnull() & visit.sessions.notnull(),
    ever=("web_session.pageviews|web_aggregate.pageviews",),
    direction="up",
)

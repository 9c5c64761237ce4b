"""Visits of which is known whether the visitor engaged."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Besuche mit bekannter Interaktion", en="Sessions with known engagement"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.sessions,
    where=lambda visit: visit.engaged_sessions.notnull() & visit.sessions.notnull(),
    ever=("web_session.is_engaged|web_aggregate.engaged_sessions",),
    direction="up",
)

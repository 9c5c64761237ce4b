"""Visits of which is known whether they bought."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Besuche mit erfassten Käufen", en="Sessions with recorded purchases"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.sessions,
    where=lambda visit: visit.transactions.notnull() & visit.sessions.notnull(),
    direction="up",
)

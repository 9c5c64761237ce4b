"""Purchases as the web analytics reports them."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Käufe laut Web-Analyse", en="Transactions as reported"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.transactions,
    where=lambda visit: visit.transactions.notnull() & visit.sessions.notnull(),
    ever=("web_event.event_name|web_aggregate.transactions",),
    direction="up",
)

"""Visits whose visitor is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Besuche mit bekanntem Besucher", en="Sessions with a known visitor"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.sessions,
    where=lambda visit: (visit.visitor_id.notnull() | visit.users.notnull()) & visit.sessions.notnull(),
    additive=False,
    direction="up",
)

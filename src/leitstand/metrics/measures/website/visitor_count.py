"""Visitors of which every visit is recorded (without bots)."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Besucher aus einzelnen Besuchen", en="Visitors from single visits"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="distinct",
    value=lambda visit: visit.visitor_id,
    where=lambda visit: visit.visitor_id.notnull(),
    additive=False,
    ever=("web_session.visitor_id|web_aggregate.users",),
    unit="people",
    direction="up",
)

"""Visitors as the web analytics reports them for exactly the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Besucher laut Web-Analyse", en="Visitors as reported"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.users,
    where=lambda visit: visit.users.notnull(),
    additive=False,
    ever=("web_session.visitor_id|web_aggregate.users",),
    unit="people",
    direction="up",
)

"""Visits of which the revenue is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Besuche mit bekanntem Umsatz", en="Sessions with known revenue"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.sessions,
    where=lambda visit: visit.sessions.notnull() & (visit.revenue_base.notnull() | visit.currency.notnull()),
    direction="up",
)

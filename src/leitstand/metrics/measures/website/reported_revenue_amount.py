"""Revenue as the web analytics reports it."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Umsatz laut Web-Analyse", en="Revenue as reported by web analytics"),
    table="web_session_totals",
    time=Ranges("range_start", "range_end", owner="owner", split="split"),
    aggregate="sum",
    value=lambda visit: visit.revenue_base,
    where=lambda visit: visit.sessions.notnull() & (visit.revenue_base.notnull() | visit.currency.notnull()),
    ever=("web_event.value|web_aggregate.revenue",),
    unit="currency",
    direction="up",
)

"""Visits that looked at a product."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit Produktansicht", en="Sessions that viewed a product"),
    table="session_steps",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda visit: ~visit["web_session.is_bot"].fill_null(False) & visit.view_at.notnull(),
    direction="up",
)

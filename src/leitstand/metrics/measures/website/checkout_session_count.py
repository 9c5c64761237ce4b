"""Visits that began to check out, after product and cart."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit begonnener Kasse", en="Sessions that began checkout"),
    table="session_steps",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda visit: ~visit["web_session.is_bot"].fill_null(False) & visit.checkout_at.notnull(),
    direction="up",
)

"""Visits that bought, after product, cart and checkout."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit Kauf durch alle Stufen", en="Sessions that bought through all steps"),
    table="session_steps",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda visit: ~visit["web_session.is_bot"].fill_null(False) & visit.purchase_at.notnull(),
    direction="up",
)

"""Visits that put something into the cart after looking at a product."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit Warenkorb nach Produktansicht", en="Sessions that reached the cart"),
    table="session_steps",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda visit: ~visit["web_session.is_bot"].fill_null(False) & visit.cart_at.notnull(),
    direction="up",
)

"""Visits that put something into the cart, in whatever order."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit gefülltem Warenkorb", en="Sessions with a filled cart"),
    table="session_steps",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda visit: ~visit["web_session.is_bot"].fill_null(False) & visit.has_cart,
    direction="up",
)

"""Visits that filled the cart and bought."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Besuche mit gefülltem Warenkorb und Kauf",
        en="Sessions with a filled cart that bought",
    ),
    table="session_steps",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda visit: ~visit["web_session.is_bot"].fill_null(False) & visit.has_cart & visit.has_purchase,
    direction="up",
)

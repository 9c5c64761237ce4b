"""Visits (without bots) of which is known whether they reached the goal."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit bekanntem Ausgang", en="Sessions with known outcome"),
    table="web_session",
    time="started_on",
    joins=("session_steps.has_purchase",),
    where=lambda visit: (
        ~visit.is_bot.fill_null(False) & (visit.converted.notnull() | visit["session_steps.has_purchase"].notnull())
    ),
)

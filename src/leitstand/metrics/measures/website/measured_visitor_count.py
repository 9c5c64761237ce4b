"""Visitors (without bots) of whose visits the outcome is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besucher mit bekanntem Ausgang", en="Visitors with known outcome"),
    table="web_session",
    time="started_on",
    joins=("session_steps.has_purchase",),
    aggregate="distinct",
    value=lambda visit: visit.visitor_id,
    where=lambda visit: (
        ~visit.is_bot.fill_null(False) & (visit.converted.notnull() | visit["session_steps.has_purchase"].notnull())
    ),
    additive=False,
    unit="people",
)

"""Visits (without bots) that reached the goal: by the source's word or a purchase."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besuche mit Abschluss", en="Sessions that converted"),
    table="web_session",
    time="started_on",
    joins=("session_steps.has_purchase",),
    where=lambda visit: (
        ~visit.is_bot.fill_null(False)
        & (visit.converted.fill_null(False) | visit["session_steps.has_purchase"].fill_null(False))
    ),
    ever=("web_session.converted|web_event.event_name",),
    direction="up",
)

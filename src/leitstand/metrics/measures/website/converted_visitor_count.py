"""Visitors (without bots) with at least one visit that reached the goal."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Besucher mit Abschluss", en="Visitors that converted"),
    table="web_session",
    time="started_on",
    joins=("session_steps.has_purchase",),
    aggregate="distinct",
    value=lambda visit: visit.visitor_id,
    where=lambda visit: (
        ~visit.is_bot.fill_null(False)
        & (visit.converted.fill_null(False) | visit["session_steps.has_purchase"].fill_null(False))
    ),
    additive=False,
    ever=(
        "web_session.converted|web_event.event_name",
        "web_session.visitor_id",
    ),
    unit="people",
    direction="up",
)

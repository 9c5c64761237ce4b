"""Solved tickets of which the number of answers is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Gelöste Anliegen mit bekannten Antworten", en="Solved tickets with known replies"),
    table="ticket_course",
    time="solved_on",
    where=lambda ticket: ticket.replies.notnull(),
    ever=("ticket.agent_reply_count|ticket_event.event",),
)

"""Solved tickets that needed one answer at most and did not come back."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Beim ersten Kontakt gelöste Anliegen", en="Tickets solved at first contact"),
    table="ticket_course",
    time="solved_on",
    where=lambda ticket: (ticket.replies <= 1) & ~ticket.comes_back,
    ever=(
        "ticket.agent_reply_count|ticket_event.event",
        "ticket.last_solved_at|ticket.first_solved_at",
    ),
    direction="up",
)

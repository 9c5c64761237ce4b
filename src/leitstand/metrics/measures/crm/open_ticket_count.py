"""Tickets not solved at the end of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Offene Anliegen", en="Open tickets"),
    table="ticket_course",
    time=Open(since="created_on", until="left_on"),
    ever=("ticket.status|ticket.last_solved_at|ticket.first_solved_at",),
    direction="down",
)

"""Tickets solved, by the day of the last solution."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Gelöste Anliegen", en="Solved tickets"),
    table="ticket_course",
    time="solved_on",
    ever=("ticket.last_solved_at|ticket.first_solved_at",),
    direction="up",
)

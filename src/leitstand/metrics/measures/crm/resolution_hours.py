"""Hours from a ticket to its last solution, or to today while it is open."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zeit bis zur Lösung", en="Time to resolution"),
    table="ticket_course",
    time="created_on",
    aggregate="mean",
    value=lambda ticket: ticket.solution_seconds / 3600,
    additive=False,
    ever=("ticket.last_solved_at|ticket.first_solved_at",),
    unit="hours",
    direction="down",
)

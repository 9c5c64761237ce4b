"""Hours from a ticket to its first solution, or to today while there is none."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zeit bis zur ersten Lösung", en="Time to first resolution"),
    table="ticket_course",
    time="created_on",
    aggregate="mean",
    value=lambda ticket: ticket.first_solution_seconds / 3600,
    additive=False,
    ever=("ticket.last_solved_at|ticket.first_solved_at",),
    unit="hours",
    direction="down",
)

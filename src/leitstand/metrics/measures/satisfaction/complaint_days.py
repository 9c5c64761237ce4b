"""Days from a complaint to its last solution, or to today while it is open."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bearbeitungsdauer von Beschwerden", en="Time to resolve complaints"),
    table="ticket_course",
    time="created_on",
    aggregate="mean",
    value=lambda ticket: ticket.solution_seconds / 86400,
    where=lambda ticket: ticket.is_complaint,
    additive=False,
    ever=(
        "ticket.is_complaint|ticket.type",
        "ticket.last_solved_at|ticket.first_solved_at",
    ),
    unit="days",
    direction="down",
)

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
    unit="days",
    direction="down",
)

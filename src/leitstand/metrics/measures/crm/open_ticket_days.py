"""Full days since tickets that are open at the end of the period came in."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Alter offener Anliegen", en="Age of open tickets"),
    table="ticket_course",
    time=Open(since="created_on", until="left_on"),
    aggregate="mean",
    value=lambda ticket: ticket["__mark"].delta(ticket.created_on, unit="day") - 1,
    additive=False,
    ever=("ticket.status|ticket.last_solved_at|ticket.first_solved_at",),
    unit="days",
    direction="down",
)

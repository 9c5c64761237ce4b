"""Minutes from a ticket to the first answer by a person, or to today while there is none."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zeit bis zur ersten Antwort", en="Time to first response"),
    table="ticket_course",
    time="created_on",
    aggregate="mean",
    value=lambda ticket: ticket.response_seconds / 60,
    additive=False,
    ever=("ticket.first_response_at|ticket_event.event",),
    unit="minutes",
    direction="down",
)

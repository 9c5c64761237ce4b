"""Office minutes from a ticket to the first answer by a person, or so far while there is none."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zeit bis zur ersten Antwort in Geschäftszeiten", en="Time to first response in office hours"),
    table="ticket_office_time",
    time="created_on",
    aggregate="mean",
    value=lambda ticket: ticket.minutes,
    additive=False,
    ever=("ticket.first_response_at|ticket_event.event",),
    unit="minutes",
    direction="down",
)

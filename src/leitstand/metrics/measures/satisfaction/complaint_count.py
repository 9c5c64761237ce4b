"""Tickets that express dissatisfaction and expect an answer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Beschwerden", en="Number of complaints"),
    table="ticket",
    time="created_on",
    where=lambda ticket: ticket.is_complaint.coalesce(ticket.type == "complaint").fill_null(False),
    needs={"is_complaint|type": None},
    direction="down",
)

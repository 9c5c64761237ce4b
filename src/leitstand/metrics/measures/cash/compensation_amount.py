"""Compensation and goodwill granted to customers, by the day of the request."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Entschädigung und Kulanz", en="Compensation and goodwill"),
    table="ticket",
    time="created_on",
    aggregate="sum",
    value=lambda ticket: ticket.compensation_amount_base,
    unit="currency",
    direction="down",
)

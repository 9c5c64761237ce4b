"""Leads answered by a person within an hour."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Binnen einer Stunde beantwortete Anfragen", en="Leads answered within an hour"),
    table="lead_course",
    time="created_on",
    where=lambda lead: ~lead.waits & (lead.minutes <= 60),
    ever=("lead.first_response_at",),
    direction="up",
)

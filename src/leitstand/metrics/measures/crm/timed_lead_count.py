"""Leads of which the time to an answer, or the time of waiting, is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anfragen mit bekannter Wartezeit", en="Leads with known waiting time"),
    table="lead_course",
    time="created_on",
    where=lambda lead: lead.minutes.notnull(),
    ever=("lead.first_response_at",),
)

"""Minutes from a lead to the first answer by a person, or to today while there is none."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zeit bis zur Antwort auf Anfragen", en="Time to respond to leads"),
    table="lead_course",
    time="created_on",
    aggregate="mean",
    value=lambda lead: lead.minutes,
    additive=False,
    ever=("lead.first_response_at",),
    unit="minutes",
    direction="down",
)

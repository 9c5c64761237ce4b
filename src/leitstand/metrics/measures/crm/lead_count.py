"""Enquiries received."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Anfragen (Leads)", en="Number of leads"),
    table="lead",
    time="created_on",
    direction="up",
)

"""Cases by the day of their last step: process cases, solved tickets and closed deals."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Abgeschlossene Vorgänge", en="Finished cases"),
    table="finished_case",
    time="ended_on",
)

"""Events that event logs record."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Ereignisse in Vorgängen", en="Number of events in cases"),
    table="case_happening",
    time="happened_on",
)

"""Cases in which something happened."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Vorgänge", en="Number of cases"),
    table="case_happening",
    time="happened_on",
    aggregate="distinct",
    value=lambda event: event.process.fill_null("") + "|" + event.case_id,
    additive=False,
)

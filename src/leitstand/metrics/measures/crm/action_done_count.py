"""Actions done in the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erledigte Maßnahmen", en="Actions done"),
    table="action_fact",
    time="done_on",
    direction="up",
)

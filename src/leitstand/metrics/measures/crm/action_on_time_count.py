"""Actions done by the day they were due."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Pünktlich erledigte Maßnahmen", en="Actions done on time"),
    table="action_fact",
    time="due_on",
    where=lambda action: action.done_on <= action.due_on,
    direction="up",
)

"""Actions of the plan due in the period, dropped ones included."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Fällige Maßnahmen", en="Actions due"),
    table="action_fact",
    time="due_on",
)

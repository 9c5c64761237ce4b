"""Hours in which a step waited to be begun, by the day the step ended."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Wartezeit", en="Waiting time"),
    table="case_step",
    time="completed_on",
    aggregate="sum",
    value=lambda step: step.waiting_hours,
    unit="hours",
    direction="down",
)

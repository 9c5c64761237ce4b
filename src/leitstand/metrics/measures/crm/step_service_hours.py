"""Hours in which somebody worked on a step, by the day the step ended."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bearbeitungszeit", en="Service time"),
    table="case_step",
    time="completed_on",
    aggregate="sum",
    value=lambda step: step.service_hours,
    ever=("case_event.started_at",),
    unit="hours",
    direction="context",
)

"""Finished cases with a repeated activity, a reopening or a step back."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Vorgänge mit Nacharbeit", en="Cases with rework"),
    table="finished_case",
    time="ended_on",
    where=lambda case: case.reworked,
    direction="down",
)

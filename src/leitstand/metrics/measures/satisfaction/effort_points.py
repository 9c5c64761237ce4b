"""Effort stated in the original wording, brought to 1 … 5."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Summe der Aufwandspunkte (1 bis 5)", en="Sum of effort points (1 to 5)"),
    table="answer_score",
    time="answered_on",
    aggregate="sum",
    value=lambda answer: 1 + 4 * answer.place,
    where=lambda answer: (answer.instrument == "ces") & answer.reverse & answer.place.notnull(),
    unit="points",
    direction="down",
)

"""Answers 0 to 6 to the recommendation question."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kritiker (0 bis 6)", en="Detractors (0 to 6)"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (
        (answer.instrument == "nps")
        & (answer.low == 0)
        & (answer.high == 10)
        & answer.place.notnull()
        & (answer.score <= 6)
    ),
    direction="down",
)

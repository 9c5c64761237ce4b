"""Answers 9 and 10 to the recommendation question."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Fürsprecher (9 und 10)", en="Promoters (9 and 10)"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (
        (answer.instrument == "nps")
        & (answer.low == 0)
        & (answer.high == 10)
        & answer.place.notnull()
        & (answer.score >= 9)
    ),
    direction="up",
)

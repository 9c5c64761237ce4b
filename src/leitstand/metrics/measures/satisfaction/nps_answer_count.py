"""Answers to the recommendation question on its scale 0 … 10."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Antworten zur Weiterempfehlung", en="Answers on recommendation"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (
        (answer.instrument == "nps") & (answer.low == 0) & (answer.high == 10) & answer.place.notnull()
    ),
)

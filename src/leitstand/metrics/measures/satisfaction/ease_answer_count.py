"""Answers on whether the company made it easy, where a high value is good (CES 2.0)."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Antworten zur Leichtigkeit", en="Answers on ease"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (answer.instrument == "ces") & ~answer.reverse & answer.place.notnull(),
)

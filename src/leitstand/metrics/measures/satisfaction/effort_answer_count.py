"""Answers on effort in the original wording, where a low value is good."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Antworten zum Aufwand", en="Answers on effort"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (answer.instrument == "ces") & answer.reverse & answer.place.notnull(),
)

"""Answers on satisfaction with a valid score."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Antworten zur Zufriedenheit", en="Satisfaction answers"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (
        (answer.instrument == "csat") & (answer.item_key.fill_null("overall") == "overall") & answer.quality.notnull()
    ),
)

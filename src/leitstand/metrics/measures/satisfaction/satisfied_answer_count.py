"""Satisfied answers: in the upper quarter of the scale (4 and 5 of 5, 6 and 7 of 7, 8 to 10 of 10)."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zufriedene Antworten", en="Satisfied answers"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (
        (answer.instrument == "csat") & (answer.item_key.fill_null("overall") == "overall") & (answer.quality >= 0.75)
    ),
    direction="up",
)

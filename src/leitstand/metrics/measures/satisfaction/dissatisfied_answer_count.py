"""Dissatisfied answers: in the lower quarter of the scale (1 and 2 of 5, 1 and 2 of 7, 1 to 3 of 10)."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Unzufriedene Antworten", en="Dissatisfied answers"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (
        (answer.instrument == "csat") & (answer.item_key.fill_null("overall") == "overall") & (answer.quality <= 0.25)
    ),
    direction="down",
)

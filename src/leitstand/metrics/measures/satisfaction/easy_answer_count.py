"""Answers that agree: in the upper third of the scale (5 to 7 of 7)."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Antworten „war leicht“", en="Answers that it was easy"),
    table="answer_score",
    time="answered_on",
    where=lambda answer: (
        (answer.instrument == "ces") & ~answer.reverse & answer.place.notnull() & (answer.place >= 2 / 3)
    ),
    direction="up",
)

"""Scores of single items in a satisfaction index, as shares of the scale; the overall judgement is not an item."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bewertung der Einzelpunkte (0 bis 1)", en="Item scores (0 to 1)"),
    table="answer_score",
    time="answered_on",
    aggregate="mean",
    value=lambda answer: answer.quality,
    where=lambda answer: (answer.instrument == "csi") & answer.item_key.notnull() & (answer.item_key != "overall"),
    additive=False,
    unit="ratio",
    direction="up",
)

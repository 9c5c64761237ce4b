"""Scores of the three questions of the ACSI, as shares of the scale."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bewertung der drei ACSI-Fragen (0 bis 1)", en="ACSI item scores (0 to 1)"),
    table="answer_score",
    time="answered_on",
    aggregate="mean",
    value=lambda answer: answer.quality,
    where=lambda answer: (answer.instrument == "acsi") & answer.item_key.isin(["overall", "expectation", "ideal"]),
    additive=False,
    unit="ratio",
    direction="up",
)

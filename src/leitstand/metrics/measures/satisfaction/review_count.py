"""Public reviews."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl öffentlicher Bewertungen", en="Number of public reviews"),
    table="review",
    time="posted_on",
)

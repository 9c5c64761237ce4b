"""Posts published."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Beiträge", en="Number of posts"),
    table="social_post",
    time="published_on",
)

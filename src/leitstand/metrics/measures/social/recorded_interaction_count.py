"""Single interactions on record."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Einzelne Interaktionen", en="Single interactions on record"),
    table="social_interaction",
    time="occurred_on",
)

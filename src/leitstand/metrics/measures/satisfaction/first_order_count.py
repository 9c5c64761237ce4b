"""First orders of customers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstbestellungen", en="First orders"),
    table="first_purchase",
    time="ordered_on",
    direction="up",
)

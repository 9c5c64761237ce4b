"""Single interactions of people known as customer or prospect."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zugeordnete Interaktionen", en="Identified interactions"),
    table="social_interaction",
    time="occurred_on",
    where=lambda one: one.customer_key.notnull(),
    direction="up",
)

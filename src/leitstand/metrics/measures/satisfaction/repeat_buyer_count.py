"""Known customers with at least two orders in the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Mehrfachkäufer:innen", en="Repeat buyers"),
    table="purchase",
    time="ordered_on",
    aggregate="distinct",
    value=lambda order: order.customer_key,
    where=lambda order: order.previous_on >= order["__start"],
    additive=False,
    unit="people",
    direction="up",
)

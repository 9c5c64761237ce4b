"""Known customers with at least one order in the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Käufer:innen", en="Buyers"),
    table="purchase",
    time="ordered_on",
    aggregate="distinct",
    value=lambda order: order.customer_key,
    additive=False,
    ever=("order.customer_key",),
    unit="people",
    direction="up",
)

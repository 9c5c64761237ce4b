"""Customers by the day of their first order."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstkäufer:innen", en="First-time buyers"),
    table="customer_orders",
    time="first_order_on",
    ever=("order.customer_key",),
    unit="people",
    direction="up",
)

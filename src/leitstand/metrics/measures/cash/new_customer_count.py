"""Customers whose first order falls into the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Neue Kund:innen", en="New customers"),
    table="customer_orders",
    time="first_order_on",
    ever=("order.customer_key",),
    unit="people",
    direction="up",
)

"""First-time buyers who bought again on another day within 90 days."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstkäufer:innen mit Wiederkauf in 90 Tagen", en="First-time buyers who bought again in 90 days"),
    table="customer_orders",
    time="first_order_on",
    where=lambda customer: customer.second_order_on.delta(customer.first_order_on, unit="day") <= 90,
    unit="people",
    direction="up",
)

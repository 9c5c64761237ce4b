"""Full months after the first order, over all customers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Volle Monate nach der ersten Bestellung", en="Full months after the first order"),
    table="customer_month",
    time="first_order_on",
)

"""Full months after the first order in which the customer bought again."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Davon Monate mit Bestellung", en="Of these, months with an order"),
    table="customer_month",
    time="first_order_on",
    where=lambda month: month.bought,
    direction="up",
)

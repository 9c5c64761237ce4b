"""Month of the first order."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Monat der ersten Bestellung", en="Month of the first order"),
    columns=("customer_orders.first_order_on",),
    transform=lambda day: day.strftime("%Y-%m"),
)

"""Revenue is the number of orders times their value."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Aufträge und Bestellwert", en="Orders and order value"),
    whole="revenue_net",
    operator="product",
    parts=(
        "orders",
        "aov",
    ),
)

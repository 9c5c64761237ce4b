"""The value of an order is its units times their price."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Menge und Nettoerlös", en="Units and price"),
    whole="aov",
    operator="product",
    parts=(
        "units_per_order",
        "net_price_per_unit",
    ),
)

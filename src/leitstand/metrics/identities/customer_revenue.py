"""Revenue per customer is how often they buy, and for how much."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Häufigkeit und Bestellwert", en="Frequency and order value"),
    whole="arpc",
    operator="product",
    parts=(
        "purchase_frequency",
        "aov_identified",
    ),
)

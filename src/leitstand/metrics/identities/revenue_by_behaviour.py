"""Revenue of known customers is how many buy, how often, and for how much."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Kund:innen, Häufigkeit und Bestellwert", en="Customers, frequency and order value"),
    whole="revenue_identified",
    operator="product",
    parts=(
        "active_customers",
        "purchase_frequency",
        "aov_identified",
    ),
    note=Text(de="Nur Umsatz mit bekannten Kund:innen.", en="Only revenue with known customers."),
)

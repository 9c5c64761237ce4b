"""Revenue is the sum over the product categories."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatz nach Warengruppe", en="Revenue by category"),
    whole="revenue_net",
    operator="sum",
    by="category",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)

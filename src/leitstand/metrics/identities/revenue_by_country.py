"""Revenue is the sum over the countries."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatz nach Land", en="Revenue by country"),
    whole="revenue_net",
    operator="sum",
    by="country",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)

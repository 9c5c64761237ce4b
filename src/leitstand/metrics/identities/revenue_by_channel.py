"""Revenue is the sum over the sales channels."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatz nach Vertriebsweg", en="Revenue by channel"),
    whole="revenue_net",
    operator="sum",
    by="channel",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)

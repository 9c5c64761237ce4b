"""Revenue is the sum over the customer segments."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatz nach Segment", en="Revenue by segment"),
    whole="revenue_net",
    operator="sum",
    by="segment",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)

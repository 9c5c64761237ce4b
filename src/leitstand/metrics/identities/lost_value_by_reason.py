"""The amount lost is the sum over the reasons."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Verlorene Aufträge nach Grund", en="Lost orders by reason"),
    whole="lost_order_value",
    operator="sum",
    by="lost_reason",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)

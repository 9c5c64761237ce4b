"""Net cash flow is what operating, investing and financing bring."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Netto-Cashflow nach Bereich", en="Net cash flow by activity"),
    whole="net_cash_flow",
    operator="sum",
    by="cash_class",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)

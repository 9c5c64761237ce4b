"""Net cash flow is what came in less what went out."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Ein- und Auszahlungen", en="Inflow and outflow"),
    whole="net_cash_flow",
    operator="sum",
    parts=("cash_in", "-cash_out"),
)

"""The operating result is revenue less cost of goods and cost of customer work."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatz und Kosten", en="Revenue and cost"),
    whole="operating_result",
    operator="sum",
    parts=("revenue_net", "-goods_cost_amount", "-cost_amount"),
)

"""Revenue is sales less refunds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Verkäufe und Erstattungen", en="Sales and refunds"),
    whole="revenue_net",
    operator="sum",
    parts=(
        "sales_amount",
        "-refund_amount",
    ),
)

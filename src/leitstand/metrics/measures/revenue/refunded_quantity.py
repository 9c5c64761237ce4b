"""Quantity refunded, unless the order's lines already show it as returned."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattete Menge", en="Quantity refunded"),
    table="customer_refund",
    time="refunded_on",
    aggregate="sum",
    value=lambda refund: refund.quantity,
    where=lambda refund: (
        (refund.line_type.fill_null("goods") == "goods") & ~refund.order_cancelled & ~refund.return_on_line
    ),
    unit="units",
    direction="down",
)

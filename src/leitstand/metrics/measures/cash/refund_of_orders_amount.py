"""Refunds for goods, at the date of the order that was refunded."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen nach Bestelldatum", en="Refunds by order date"),
    table="refund",
    time="order.ordered_on",
    joins=("order.status",),
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    where=lambda refund: (
        refund.line_type.fill_null("goods").isin(["goods", "discount"])
        & (refund["order.status"].fill_null("placed") != "cancelled")
    ),
    unit="currency",
    direction="down",
)

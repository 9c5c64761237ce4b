"""Refunds for goods, at their own date."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen", en="Refunds"),
    table="customer_refund",
    time="refunded_on",
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    # a cancelled order brought no sales that its refund could take back
    where=lambda refund: refund.line_type.fill_null("goods").isin(["goods", "discount"]) & ~refund.order_cancelled,
    unit="currency",
    direction="down",
)

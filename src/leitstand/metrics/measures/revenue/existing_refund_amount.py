"""Refunds to customers who had bought before the period began."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen an Bestandskund:innen", en="Refunds to existing customers"),
    table="customer_refund",
    time="refunded_on",
    joins=("customer_orders.first_order_on",),
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    where=lambda refund: (
        refund.line_type.fill_null("goods").isin(["goods", "discount"])
        & ~refund.order_cancelled
        & (refund["customer_orders.first_order_on"] < refund["__start"])
    ),
    unit="currency",
    direction="down",
    additive=False,  # who is existing depends on the period
)

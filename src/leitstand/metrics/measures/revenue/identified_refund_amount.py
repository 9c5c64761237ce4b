"""Refunds to known customers, at their own date."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen an bekannte Kund:innen", en="Refunds to known customers"),
    table="customer_refund",
    time="refunded_on",
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    where=lambda refund: (
        refund.line_type.fill_null("goods").isin(["goods", "discount"])
        & ~refund.order_cancelled
        & refund.customer_key.notnull()
    ),
    unit="currency",
    direction="down",
)

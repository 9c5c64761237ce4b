"""Refunds without a known customer, at their own date."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen ohne bekannte Kund:innen", en="Refunds without a known customer"),
    table="customer_refund",
    time="refunded_on",
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    where=lambda refund: (
        refund.line_type.fill_null("goods").isin(["goods", "discount"])
        & ~refund.order_cancelled
        & refund.customer_key.isnull()
    ),
    unit="currency",
    direction="down",
)

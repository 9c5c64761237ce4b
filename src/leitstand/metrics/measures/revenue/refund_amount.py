"""Refunds for goods, at their own date."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen", en="Refunds"),
    table="refund",
    time="refunded_on",
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    where=lambda refund: refund.line_type.fill_null("goods").isin(["goods", "discount"]),
    unit="currency",
    direction="down",
)

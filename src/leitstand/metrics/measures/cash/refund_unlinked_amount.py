"""Refunds for goods of which the source does not say what order they belong to."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen ohne Bestellung", en="Refunds without an order"),
    table="refund",
    time="refunded_on",
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    where=lambda refund: refund.line_type.fill_null("goods").isin(["goods", "discount"]) & refund.order_id.isnull(),
    unit="currency",
    direction="down",
)

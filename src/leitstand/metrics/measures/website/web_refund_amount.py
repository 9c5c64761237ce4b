"""Refunds for orders of the web shop, at their own date."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstattungen im Webshop", en="Refunds of the web shop"),
    table="refund",
    time="refunded_on",
    joins=("order.channel",),
    aggregate="sum",
    value=lambda refund: refund.amount_base,
    where=lambda refund: (
        refund.line_type.fill_null("goods").isin(["goods", "discount"]) & (refund["order.channel"] == "web")
    ),
    needs={"order.channel": None},
    unit="currency",
    direction="down",
)

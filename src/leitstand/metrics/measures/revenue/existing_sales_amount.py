"""Net sales to customers who had bought before the period began."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe netto an Bestandskund:innen", en="Net sales to existing customers"),
    table="sale",
    time="order.ordered_on",
    joins=("order.status", "customer_orders.first_order_on"),
    aggregate="sum",
    value=lambda line: line.net_amount_base,
    where=lambda line: (
        line.line_type.fill_null("goods").isin(["goods", "discount"])
        & (line["order.status"].fill_null("placed") != "cancelled")
        & (line["customer_orders.first_order_on"] < line["__start"])
    ),
    ever=("order.customer_key",),
    history=True,
    unit="currency",
    direction="up",
    additive=False,  # who is existing depends on the period
)

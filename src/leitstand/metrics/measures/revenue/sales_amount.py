"""Net sales: goods and discounts of orders that were not cancelled, before refunds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe netto (vor Erstattungen)", en="Net sales (before refunds)"),
    table="sale",
    time="order.ordered_on",
    joins=("order.status",),
    aggregate="sum",
    value=lambda line: line.net_amount_base,
    where=lambda line: (
        line.line_type.fill_null("goods").isin(["goods", "discount"])
        & (line["order.status"].fill_null("placed") != "cancelled")
    ),
    unit="currency",
    direction="up",
)

"""Net sales without a known customer, before refunds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe netto ohne bekannte Kund:innen", en="Net sales without a known customer"),
    table="sale",
    time="order.ordered_on",
    joins=("order.status", "order.customer_key"),
    aggregate="sum",
    value=lambda line: line.net_amount_base,
    where=lambda line: (
        line.line_type.fill_null("goods").isin(["goods", "discount"])
        & (line["order.status"].fill_null("placed") != "cancelled")
        & line["order.customer_key"].isnull()
    ),
    unit="currency",
    direction="up",
)

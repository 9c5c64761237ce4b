"""Net sales of the web shop, before refunds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe netto im Webshop", en="Net sales of the web shop"),
    table="sale",
    time="order.ordered_on",
    joins=("order.status", "order.channel"),
    aggregate="sum",
    value=lambda line: line.net_amount_base,
    where=lambda line: (
        line.line_type.fill_null("goods").isin(["goods", "discount"])
        & (line["order.status"].fill_null("placed") != "cancelled")
        & (line["order.channel"] == "web")
    ),
    needs={"order.channel": None},
    unit="currency",
    direction="up",
)

"""Cost of the goods sold, where it is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kosten der verkauften Ware", en="Cost of goods sold"),
    table="sale",
    time="order.ordered_on",
    joins=("order.status",),
    aggregate="sum",
    value=lambda line: line.cost_amount_base,
    where=lambda line: (
        (line.line_type.fill_null("goods") == "goods")
        & (line["order.status"].fill_null("placed") != "cancelled")
        & line.cost_amount.notnull()
    ),
    unit="currency",
    direction="down",
)

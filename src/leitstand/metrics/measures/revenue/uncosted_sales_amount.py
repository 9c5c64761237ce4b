"""Net sales of goods whose cost is not known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe netto ohne bekannte Kosten", en="Net sales without known cost"),
    table="sale",
    time="order.ordered_on",
    joins=("order.status",),
    aggregate="sum",
    value=lambda line: line.net_amount_base,
    where=lambda line: (
        (line.line_type.fill_null("goods") == "goods")
        & (line["order.status"].fill_null("placed") != "cancelled")
        & line.cost_amount.isnull()
    ),
    unit="currency",
    direction="down",
)

"""Sales of goods of which it is not known what they cost the company."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe ohne bekannte Kosten", en="Sales without known cost"),
    table="order_line",
    time="order.ordered_on",
    joins=("order.status",),
    aggregate="sum",
    value=lambda line: line.net_amount_base,
    where=lambda line: (line.line_type.fill_null("goods") == "goods")
    & line.cost_amount.isnull() & (line["order.status"].fill_null("placed") != "cancelled"),
    unit="currency",
    direction="down",
)

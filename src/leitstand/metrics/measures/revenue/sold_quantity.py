"""Quantity of goods in orders that were not cancelled, less what the lines show as returned."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Verkaufte Menge abzüglich Rückgaben laut Position", en="Quantity sold less returns noted on the line"
    ),
    table="sale",
    time="order.ordered_on",
    joins=("order.status",),
    aggregate="sum",
    value=lambda line: line.quantity - line.returned_quantity.fill_null(0),
    where=lambda line: (
        (line.line_type.fill_null("goods") == "goods") & (line["order.status"].fill_null("placed") != "cancelled")
    ),
    needs={
        "quantity": lambda line: (
            (line.line_type.fill_null("goods") == "goods") & (line["order.status"].fill_null("placed") != "cancelled")
        )
    },
    unit="units",
    direction="up",
)

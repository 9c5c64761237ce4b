"""Sales to the customers won in the period, over all months since, before refunds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe an Neukund:innen", en="Sales to new customers"),
    table="customer_margin",
    time="first_order_on",
    aggregate="sum",
    value=lambda margin: margin.sales_base,
    unit="currency",
    direction="up",
)

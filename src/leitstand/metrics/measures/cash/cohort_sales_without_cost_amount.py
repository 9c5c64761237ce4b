"""Sales to the customers won in the period of which it is not known what the goods cost."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verkäufe an Neukund:innen ohne bekannte Kosten", en="Sales to new customers without known cost"),
    table="customer_margin",
    time="first_order_on",
    aggregate="sum",
    value=lambda margin: margin.uncosted_base,
    unit="currency",
    direction="down",
)

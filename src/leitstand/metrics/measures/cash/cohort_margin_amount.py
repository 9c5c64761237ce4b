"""Margin of the customers won in the period, over all months since, after refunds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Deckungsbeitrag der Neukund:innen", en="Margin of new customers"),
    table="customer_margin",
    time="first_order_on",
    aggregate="sum",
    value=lambda margin: margin.margin_base,
    unit="currency",
    direction="up",
)

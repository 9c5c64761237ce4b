"""Customers with an order that was not cancelled."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl aktiver Kund:innen", en="Number of active customers"),
    table="order",
    time="ordered_on",
    aggregate="distinct",
    value=lambda order: order.customer_key,
    where=lambda order: (
        (order.status.fill_null("placed") != "cancelled")
        & (order.document_kind.fill_null("order") != "adjustment")
        & order.customer_key.notnull()
    ),
    additive=False,
    ever=("order.customer_key",),
    unit="people",
    direction="up",
)

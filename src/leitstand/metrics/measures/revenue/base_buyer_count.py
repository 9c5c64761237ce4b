"""Customers known when the period began who bought in it."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Käufer:innen aus dem Bestand zu Beginn", en="Buyers among those known at the start"),
    table="order",
    time="ordered_on",
    joins=("customer_base.known_on",),
    aggregate="distinct",
    value=lambda order: order.customer_key,
    where=lambda order: (
        (order.status.fill_null("placed") != "cancelled")
        & (order.document_kind.fill_null("order") != "adjustment")
        & (order["customer_base.known_on"] < order["__start"])
    ),
    additive=False,
    ever=("order.customer_key",),
    unit="people",
    direction="up",
)

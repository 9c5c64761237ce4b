"""One row per order of a known customer, with the day of the order before it."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    orders = facts.table("order")
    counts = (orders.status != "cancelled").fill_null(True) & (orders.document_kind == "order").fill_null(True)
    orders = orders.filter(counts & orders.customer_key.notnull() & (orders.ordered_on <= facts.as_of))
    before = orders.ordered_on.lag().over(group_by=orders.customer_key, order_by=[orders.ordered_at, orders.order_id])
    return orders.select("order_id", "customer_key", "ordered_at", "ordered_on", previous_on=before)


RELATION = Relation(
    title=Text(de="Käufe bekannter Kund:innen", en="Purchases of known customers"),
    build=build,
    sources=("order",),
    key="order_id",
    references={"order_id": "order", "customer_key": "customer"},
    days=("ordered_on", "previous_on"),
)

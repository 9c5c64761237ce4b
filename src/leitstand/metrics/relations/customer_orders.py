"""One row per customer who ever ordered: first, second and last order day, number of orders."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    orders = facts.table("order")
    counts = (orders.status != "cancelled").fill_null(True) & (orders.document_kind == "order").fill_null(True)
    orders = orders.filter(counts & orders.customer_key.notnull() & (orders.ordered_on <= facts.as_of))
    days = orders.select("customer_key", "ordered_on").distinct()
    ranked = days.mutate(place=ibis.row_number().over(group_by=days.customer_key, order_by=days.ordered_on))
    by_day = ranked.group_by("customer_key").aggregate(
        first_order_on=ranked.ordered_on.min(),
        second_order_on=ranked.ordered_on.min(where=ranked.place == 1),
        last_order_on=ranked.ordered_on.max(),
        order_days=ranked.count(),
    )
    counted = orders.group_by("customer_key").aggregate(orders=orders.count())
    return by_day.join(counted, "customer_key")


RELATION = Relation(
    title=Text(de="Bestellverlauf je Kund:in", en="Order history per customer"),
    build=build,
    sources=("order",),
    key="customer_key",
    references={"customer_key": "customer"},
    extends="customer",
    days=("first_order_on", "second_order_on", "last_order_on"),
)

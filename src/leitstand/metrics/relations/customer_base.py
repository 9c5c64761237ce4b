"""One row per known customer or prospect with the day since when they are known."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    customers, orders = facts.table("customer"), facts.table("customer_orders")
    seen = (
        customers.select("customer_key", day=customers.created_on)
        .union(customers.select("customer_key", day=customers.acquisition_date), distinct=False)
        .union(orders.select("customer_key", day=orders.first_order_on), distinct=False)
    )
    merged = customers.filter(customers.merged_into.notnull())
    seen = seen.anti_join(merged, "customer_key").filter(lambda t: t.day.notnull())
    return seen.group_by("customer_key").aggregate(known_on=ibis._.day.min())


RELATION = Relation(
    title=Text(de="Bekannte Kund:innen und Interessenten", en="Known customers and prospects"),
    build=build,
    sources=("customer", "order"),
    key="customer_key",
    references={"customer_key": "customer"},
    extends="customer",
    days=("known_on",),
)

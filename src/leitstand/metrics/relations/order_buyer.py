"""One row per order of a known customer: was the buyer new on that day, or a customer already?"""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    orders, firsts = facts.table("order"), facts.table("customer_orders")
    rows = orders.join(firsts.select("customer_key", "first_order_on"), "customer_key")
    # by day: many sources give no time, and several orders of the first day must not depend on their sequence
    new = rows.ordered_on <= rows.first_order_on
    return rows.select(order_id=rows.order_id, buyer=new.ifelse("new", "existing"))


RELATION = Relation(
    title=Text(de="Neu- oder Bestandskund:in je Bestellung", en="New or existing customer per order"),
    build=build,
    sources=("order",),
    key="order_id",
    references={"order_id": "order"},
    extends="order",
)

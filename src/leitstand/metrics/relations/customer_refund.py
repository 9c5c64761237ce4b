"""Refunds with the customer of their order: was it cancelled, and do its lines already show the return?"""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    refunds, orders, lines = facts.table("refund"), facts.table("order"), facts.table("order_line")
    orders = orders.select(
        refunded_order=orders.order_id,
        order_customer=orders.customer_key,
        cancelled=(orders.status == "cancelled").fill_null(False),
    )
    returned = lines.filter(lines.returned_quantity > 0).select(returned_order=lines.order_id).distinct()
    rows = refunds.left_join(orders, refunds.order_id == orders.refunded_order)
    rows = rows.left_join(returned, rows.order_id == returned.returned_order)
    return rows.mutate(
        customer_key=ibis.coalesce(rows.customer_key, rows.order_customer),
        order_cancelled=rows.cancelled.fill_null(False),
        return_on_line=rows.returned_order.notnull(),
    ).drop("refunded_order", "order_customer", "cancelled", "returned_order")


RELATION = Relation(
    title=Text(de="Erstattungen mit Kund:in", en="Refunds with their customer"),
    build=build,
    sources=("refund",),  # orders only add to it: refunds count without them
    references={"refund_id": "refund", "order_id": "order", "customer_key": "customer", "product_id": "product"},
    days=("refunded_on",),
)

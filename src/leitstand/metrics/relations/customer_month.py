"""One row per customer and full month after the month of the first order: did the customer buy in it?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    def month(day: Any) -> Any:
        return day.year().cast("int64") * 12 + day.month() - 1

    orders, firsts = facts.table("order"), facts.table("customer_orders")
    counts = (orders.status.fill_null("placed") != "cancelled") & (orders.document_kind.fill_null("order") == "order")
    active = orders.filter(counts & (orders.ordered_on <= facts.as_of))
    active = active.select(buyer=active.customer_key, bought=month(active.ordered_on)).distinct()
    # a month counts only once it is over: the running one would look like customers lost
    running = month(ibis.literal(facts.until("order") + timedelta(days=1)))
    firsts = firsts.select("customer_key", "first_order_on", started=month(firsts.first_order_on))
    months = firsts.mutate(months_since_first=ibis.range(ibis.literal(1, "int64"), running - firsts.started).unnest())
    rows = months.left_join(
        active,
        [
            months.customer_key == active.buyer,
            months.started + months.months_since_first == active.bought,
        ],
    )
    return rows.select("customer_key", "first_order_on", "months_since_first", bought=rows.buyer.notnull())


RELATION = Relation(
    title=Text(de="Monate seit der ersten Bestellung", en="Months since the first order"),
    build=build,
    sources=("order",),
    references={"customer_key": "customer"},
    days=("first_order_on",),
)

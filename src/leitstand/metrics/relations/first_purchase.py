"""One row per customer: the first order, whether it came of a referral, where it was made and its main product."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    purchases, referrals = facts.table("purchase"), facts.table("referral")
    first = purchases.filter(purchases.previous_on.isnull())
    sent = referrals.filter(referrals.occurred_on <= facts.as_of)
    by_order = sent.select(referred_order=sent.converted_order_id).distinct()
    rows = first.left_join(by_order, first.order_id == by_order.referred_order)
    lines = facts.table("order_line")
    goods = lines.filter(lines.line_type.fill_null("goods") == "goods")
    largest = goods.mutate(
        place=ibis.row_number().over(
            group_by=goods.order_id, order_by=[ibis.desc(goods.net_amount_base), goods.product_id]
        )
    )
    main = largest.filter(largest.place == 0).select("product_id", basket_of=largest.order_id)
    rows = rows.left_join(main, rows.order_id == main.basket_of)
    orders = facts.table("order").select("channel", ordered_id="order_id")
    products = facts.table("product").select("name", bought_id="product_id")
    rows = rows.left_join(orders, rows.order_id == orders.ordered_id)
    rows = rows.left_join(products, rows.product_id == products.bought_id)
    return rows.select(
        "customer_key", "ordered_on", "order_id", "channel", product=rows.name, referred=rows.referred_order.notnull()
    )


RELATION = Relation(
    title=Text(de="Erstkäufe", en="First purchases"),
    build=build,
    sources=("order", "referral"),
    key="customer_key",
    references={"customer_key": "customer", "order_id": "order"},
    extends="customer",
    days=("ordered_on",),
)

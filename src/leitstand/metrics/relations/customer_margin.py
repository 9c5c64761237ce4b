"""What customers brought since their first order: one row per order line or refund, with the month it falls into."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """customer_key, first_order_on, month (1 = the first month), sales_base, uncosted_base, margin_base."""
    first = facts.table("customer_orders").select("customer_key", "first_order_on")
    order = facts.table("order")
    order = order.filter(order.status.fill_null("placed") != "cancelled").select(
        "order_id", "customer_key", day="ordered_on"
    )
    line = facts.table("sale")
    line = line.filter(line.line_type.fill_null("goods").isin(["goods", "discount"])).join(order, "order_id")
    uncosted = (line.line_type.fill_null("goods") == "goods") & line.cost_amount.isnull()
    sales = line.net_amount_base  # null without an exchange rate: never counted as nothing
    bought = line.select(
        "customer_key", "day", "currency",
        sales_base=sales,
        uncosted_base=uncosted.ifelse(sales, 0),
        margin_base=sales - line.cost_amount_base.fill_null(0),
    )  # fmt: skip
    refund = facts.table("customer_refund")
    refund = refund.filter(refund.line_type.fill_null("goods").isin(["goods", "discount"]) & ~refund.order_cancelled)
    nothing = refund.amount_base * 0
    returned = refund.select(
        "customer_key",
        "currency",
        day=refund.refunded_on,
        sales_base=nothing,
        uncosted_base=nothing,
        margin_base=-refund.amount_base,
    )
    rows = bought.union(returned.cast(dict(bought.schema().items())), distinct=False).join(first, "customer_key")
    rows = rows.filter((rows.day >= rows.first_order_on) & (rows.day <= facts.as_of))
    whole = (rows.day.year() - rows.first_order_on.year()) * 12 + rows.day.month() - rows.first_order_on.month()
    return rows.mutate(month=whole - (rows.day.day() < rows.first_order_on.day()).ifelse(1, 0) + 1).drop("day")


RELATION = Relation(
    title=Text(de="Deckungsbeitrag seit der ersten Bestellung", en="Margin since the first order"),
    build=build,
    sources=("sale",),
    references={"customer_key": "customer"},
    days=("first_order_on",),
)

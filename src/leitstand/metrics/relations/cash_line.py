"""One row per part of a movement on an own account, with what Leitstand or the source says it is; no own transfers."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """Activity, category and customer of the assignment where there is one, else the source's own.

    A part has its share of the movement's amount in the reporting currency. Transfers between own accounts and
    movements that were delivered twice are left out.
    """
    cash, assigned = facts.table("cash_movement"), facts.table("cash_assignment")
    assigned = assigned.select(
        "cash_id", "part", "invoice_id", "rule_id", own_amount="amount", own_class="class", own_category="category",
        own_customer="customer_key", discount="discount_amount",
    )  # fmt: skip
    rows = cash.left_join(assigned, "cash_id")
    share = (rows.own_amount.cast("float64") / rows.amount.nullif(0).cast("float64")).fill_null(1.0)
    whole = rows.own_amount.isnull() | (rows.own_amount == rows.amount)
    rows = rows.select(
        "cash_id", "part", "booked_on", "currency", "account_id", "source_system", "invoice_id", "rule_id",
        amount=rows.own_amount.coalesce(rows.amount),
        amount_base=whole.ifelse(rows.amount_base, (rows.amount_base * share).cast(rows.amount_base.type())),
        category=rows.own_class.isnull().ifelse(rows.category, rows.own_category),
        customer_key=rows.own_customer.coalesce(rows.customer_key),
        discount_amount=rows.discount,
        **{"class": rows.own_class.coalesce(rows["class"])},
    )  # fmt: skip
    own = (rows["class"].fill_null("") == "transfer") | rows.category.fill_null("").isin(("transfer", "duplicate"))
    return rows.filter(~own)


RELATION = Relation(
    title=Text(de="Kontobewegungen nach Zweck", en="Cash movements by purpose"),
    build=build,
    sources=("cash_movement",),  # assignments are read too, but the source's own categories will do
    references={"cash_id": "cash_movement", "invoice_id": "invoice", "customer_key": "customer"},
    days=("booked_on",),
)

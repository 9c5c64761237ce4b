"""What was sold: order lines, and for orders that come without lines their total as one line."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

COLUMNS = ("order_id", "product_id", "line_type", "quantity", "returned_quantity", "net_amount", "net_amount_base",
           "cost_amount", "cost_amount_base", "currency", "source_system", "period_precision", "row_key")  # fmt: skip


def build(facts: Facts) -> Any:
    """Columns as in `order_line`; a total has neither product nor quantity nor cost."""
    import ibis

    lines, orders = facts.table("order_line"), facts.table("order")
    bare = orders.filter(orders.net_amount.notnull()).anti_join(lines, "order_id")
    schema = lines.select(*COLUMNS).schema()
    own = {"order_id", "net_amount", "net_amount_base", "currency", "source_system", "period_precision", "row_key"}
    totals = bare.select(**{name: bare[name] if name in own else ibis.null(schema[name]) for name in COLUMNS})
    return lines.select(*COLUMNS).union(totals, distinct=False)


RELATION = Relation(
    title=Text(de="Verkäufe (Positionen, sonst Bestellsummen)", en="Sales (lines, else order totals)"),
    build=build,
    sources=("order",),  # lines only say it in more detail
    references={"order_id": "order", "product_id": "product"},
)

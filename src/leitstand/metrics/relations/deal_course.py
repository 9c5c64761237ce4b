"""One row per deal whose creation is known: how many days until the decision, or until today while it is open."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    deals = facts.table("deal")
    deals = deals.filter(deals.created_on <= facts.as_of)
    # closed without a day: neither the length nor a lower bound is known
    undated = deals.outcome.fill_null("open").isin(["won", "lost", "no_decision"]) & deals.closed_on.isnull()
    deals = deals.filter(~undated)
    decided = (deals.closed_on <= facts.as_of).fill_null(False)
    last = decided.ifelse(deals.closed_on, ibis.literal(facts.until("deal")))
    rows = deals.mutate(decided=decided, open_days=last.delta(deals.created_on, unit="day"))
    return rows.filter(rows.open_days >= 0)


RELATION = Relation(
    title=Text(de="Dauer der Verkaufschancen", en="Length of deals"),
    build=build,
    sources=("deal",),
    key="deal_id",
    references={
        "deal_id": "deal",
        "customer_key": "customer",
        "product_id": "product",
        "lost_reason_id": "lost_reason",
        "competitor_id": "competitor",
        "owner_employee_id": "employee",
    },
    extends="deal",
    days=("created_on",),
)

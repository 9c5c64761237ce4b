"""When customers were active: stretches of days on which their last order was at most a year ago."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """customer_key, active_since, active_until. Stretches of a customer do not overlap."""
    order = facts.table("order")
    counts = (order.status.fill_null("placed") != "cancelled") & (order.document_kind.fill_null("order") == "order")
    day = order.filter(counts & order.customer_key.notnull() & order.ordered_on.notnull())
    day = day.select("customer_key", active_since=day.ordered_on).distinct()
    following = day.active_since.lead().over(group_by=day.customer_key, order_by=day.active_since)
    end = (day.active_since + ibis.interval(days=365)).cast("date")
    return day.mutate(active_until=ibis.least(end, following.coalesce(end)))


RELATION = Relation(
    title=Text(de="Aktive Zeiten der Kund:innen", en="Active times of customers"),
    build=build,
    sources=("order",),
    references={"customer_key": "customer"},
    days=("active_since", "active_until"),
)

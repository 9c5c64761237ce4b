"""When active customers had fresh details: stretches with an order and a verified contact, each within a year."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """customer_key, active_since, active_until. Stretches of a customer do not overlap."""
    contact = facts.table("contact")
    day = contact.filter(contact.customer_key.notnull() & contact.last_verified_on.notnull())
    day = day.select("customer_key", fresh_since=day.last_verified_on).distinct()
    following = day.fresh_since.lead().over(group_by=day.customer_key, order_by=day.fresh_since)
    end = (day.fresh_since + ibis.interval(days=365)).cast("date")
    fresh = day.mutate(fresh_until=ibis.least(end, following.coalesce(end)))
    both = facts.table("customer_activity").join(fresh, "customer_key")
    both = both.select(
        "customer_key",
        active_since=ibis.greatest(both.active_since, both.fresh_since),
        active_until=ibis.least(both.active_until, both.fresh_until),
    )
    return both.filter(both.active_since < both.active_until)


RELATION = Relation(
    title=Text(de="Aktive Kund:innen mit aktuellen Angaben", en="Active customers with fresh details"),
    build=build,
    sources=("order", "contact"),
    references={"customer_key": "customer"},
    days=("active_since", "active_until"),
)

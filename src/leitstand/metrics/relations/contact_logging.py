"""Contacts with customers known from telephone, mail or calendar, and whether the CRM holds an entry for them."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

KINDS = ("call", "reply", "meeting", "visit")
DAYS_APART = 1


def build(facts: Facts) -> Any:
    """`is_logged`: an activity of the same customer, at most one day apart. Contacts of nobody known stay out."""
    touches = facts.table("touchpoint")
    touches = touches.filter(touches.kind.isin(KINDS), touches.occurred_on <= facts.as_of)
    people = facts.table("contact").select("contact_key", contact_customer="customer_key")
    touches = touches.left_join(people, "contact_key").drop("contact_key_right")
    touches = touches.mutate(customer_key=touches.customer_key.coalesce(touches.contact_customer))
    touches = touches.filter(touches.customer_key.notnull()).select("touchpoint_id", "customer_key", "occurred_on")
    activities = facts.table("crm_activity")
    entries = activities.select(entry_customer=activities.customer_key, entry_on=activities.occurred_on).distinct()
    near = touches.join(entries, touches.customer_key == entries.entry_customer)
    near = near.filter((near.occurred_on.epoch_days() - near.entry_on.epoch_days()).abs() <= DAYS_APART)
    logged = near.select(logged_id=near.touchpoint_id).distinct()
    joined = touches.left_join(logged, touches.touchpoint_id == logged.logged_id)
    return joined.select("touchpoint_id", "customer_key", "occurred_on", is_logged=joined.logged_id.notnull())


RELATION = Relation(
    title=Text(de="Kontakte und ihre Einträge im CRM", en="Contacts and their entries in the CRM"),
    build=build,
    sources=("touchpoint", "crm_activity"),
    key="touchpoint_id",
    references={"touchpoint_id": "touchpoint", "customer_key": "customer"},
    extends="touchpoint",
    days=("occurred_on",),
)

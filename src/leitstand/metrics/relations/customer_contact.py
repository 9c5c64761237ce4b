"""One row per contact with a known customer, whatever the channel: tickets, calls, e-mails, visits, meetings."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    tickets, activities, touchpoints = (facts.table(name) for name in ("ticket", "crm_activity", "touchpoint"))
    own = tickets.select("customer_key", contacted_on=tickets.created_on, channel=tickets.channel)
    # An activity on a ticket is work on a contact that counts already; notes and tasks reach nobody.
    talks = activities.filter(activities.ticket_id.isnull() & activities.type.isin(["call", "email", "meeting"]))
    deals = facts.table("deal").select(talked_deal="deal_id", deal_customer="customer_key")
    talks = talks.left_join(deals, talks.deal_id == deals.talked_deal)
    talks = talks.select(
        customer_key=talks.customer_key.coalesce(talks.deal_customer),
        contacted_on=talks.occurred_on,
        channel=talks.type,
    )
    met = touchpoints.filter(touchpoints.kind.isin(["reply", "call", "visit", "meeting"]))
    people = facts.table("contact").select(met_contact="contact_key", contact_customer="customer_key")
    met = met.left_join(people, met.contact_key == people.met_contact)
    met = met.select(
        customer_key=met.customer_key.coalesce(met.contact_customer),
        contacted_on=met.occurred_on,
        channel=met.channel.coalesce(met.kind),
    )
    rows = own.union(talks, met, distinct=False)
    return rows.filter(rows.customer_key.notnull())


RELATION = Relation(
    title=Text(de="Kontakte mit Kund:innen", en="Contacts with customers"),
    build=build,
    sources=("ticket", "crm_activity", "touchpoint"),
    references={"customer_key": "customer"},
    either=("ticket", "crm_activity", "touchpoint"),
    days=("contacted_on",),
)

"""Contacts whose details were verified, with the day of the last verification."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    contact = facts.table("contact")
    contact = contact.filter(contact.last_verified_on.notnull())
    return contact.select(
        "contact_key", "customer_key", verified_on=contact.last_verified_on, verified_until=ibis.null("date")
    )


RELATION = Relation(
    title=Text(de="Geprüfte Ansprechpartner:innen", en="Verified contacts"),
    build=build,
    sources=("contact",),
    references={"customer_key": "customer", "contact_key": "contact"},
    days=("verified_on", "verified_until"),
)

"""Contacts without a customer."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Ansprechpartner ohne Kunden", en="Contacts without a customer"),
    table="contact",
    field="customer_key",
    dimension="completeness",
    severity="incomplete",
    where='count(t."customer_key") OVER (PARTITION BY t.source_system) > 0',
    fails="t.customer_key IS NULL",
    reason=Text(
        de="Ihre Antworten lassen sich keinem Kunden zurechnen.", en="Their answers cannot be assigned to a customer."
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"contact": [{}, {"customer_key": 1}]},
    good={"contact": [{"customer_key": 1}]},
)

"""Tickets without a customer."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Anliegen ohne Kunden", en="Tickets without a customer"),
    table="ticket",
    field="customer_key",
    dimension="completeness",
    severity="incomplete",
    where='count(t."customer_key") OVER (PARTITION BY t.source_system) > 0',
    fails="t.customer_key IS NULL",
    reason=Text(
        de="Beschwerden lassen sich mit dem Umsatz des Kunden nicht verbinden.",
        en="Complaints cannot be linked with the customer's revenue.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"ticket": [{}, {"customer_key": 1}]},
    good={"ticket": [{"customer_key": 1}]},
)

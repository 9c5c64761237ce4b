"""Refunds without an order."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Erstattungen ohne Bestellung", en="Refunds without an order"),
    table="refund",
    field="order_id",
    dimension="completeness",
    severity="incomplete",
    where='count(t."order_id") OVER (PARTITION BY t.source_system) > 0',
    fails="t.order_id IS NULL",
    reason=Text(
        de="Sie mindern den Umsatz im Monat der Erstattung, lassen sich aber keiner Bestellung zurechnen.",
        en="They lower revenue in the month of the refund but cannot be traced to an order.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"refund": [{}, {"order_id": 1}]},
    good={"refund": [{"order_id": 1}]},
)

"""Customers without a single order."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kunden ohne eine einzige Bestellung", en="Customers without a single order"),
    table="customer",
    field="customer_key",
    dimension="completeness",
    severity="doubtful",
    where=(
        "coalesce(t.status, '') <> 'prospect' AND t.source_system IN (SELECT source_system FROM \"order\" "
        "WHERE customer_key IS NOT NULL)"
    ),
    fails='t.customer_key NOT IN (SELECT customer_key FROM "order" WHERE customer_key IS NOT NULL)',
    reason=Text(
        de="Es sind Interessenten, oder ihre Bestellungen stehen unter einer anderen Nummer.",
        en="They are prospects, or their orders are kept under another number.",
    ),
    advice=Text(
        de="Prüfen Sie, ob Stammdaten und Bestellungen dieselben Kundennummern haben.",
        en="Check that master data and orders use the same customer numbers.",
    ),
    bad={"customer": [{"customer_key": 2}], "order": [{"customer_key": 1}]},
    good={"customer": [{"customer_key": 1}], "order": [{"customer_key": 1}]},
)

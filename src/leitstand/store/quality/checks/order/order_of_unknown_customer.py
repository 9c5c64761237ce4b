"""Orders of customers that are not in the master data."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Bestellungen von Kunden, die nicht in den Stammdaten stehen",
        en="Orders of customers that are not in the master data",
    ),
    table="order",
    field="customer_key",
    dimension="consistency",
    severity="incomplete",
    where="t.customer_key IS NOT NULL AND t.source_system IN (SELECT source_system FROM customer)",
    fails="t.customer_key NOT IN (SELECT customer_key FROM customer WHERE customer_key IS NOT NULL)",
    reason=Text(
        de="Sie lassen sich nicht nach Segment, Branche oder Region gliedern.",
        en="They cannot be split by segment, industry or region.",
    ),
    advice=Text(
        de="Laden Sie auch die Tabelle, auf die verwiesen wird, oder prüfen Sie die Nummern.",
        en="Load the table it refers to as well, or check the numbers.",
    ),
    bad={"order": [{"customer_key": 9}], "customer": [{"customer_key": 1}]},
    good={"order": [{"customer_key": 1}], "customer": [{"customer_key": 1}]},
)

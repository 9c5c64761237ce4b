"""Orders without a customer."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bestellungen ohne Kunden", en="Orders without a customer"),
    table="order",
    field="customer_key",
    dimension="completeness",
    severity="incomplete",
    where=(
        'count(t."customer_key") OVER (PARTITION BY t.source_system) > 0 AND coalesce(t.document_kind, '
        "'order') = 'order'"
    ),
    fails="t.customer_key IS NULL",
    reason=Text(
        de=("Sie fehlen in allen Kennzahlen je Kunde (Bindung, Kaufhäufigkeit, Kundenwert); im Umsatz zählen sie mit."),
        en=(
            "They are missing from all metrics per customer (retention, frequency, lifetime value); they do "
            "count as revenue."
        ),
    ),
    advice=Text(
        de=(
            "Barverkäufe und Gastbestellungen haben keinen Kunden. Sind es mehr, prüfen Sie die Kundennummer im Export."
        ),
        en=(
            "Cash sales and guest orders have no customer. If there are more, check the customer number in the export."
        ),
    ),
    bad={"order": [{}, {"customer_key": 1}]},
    good={"order": [{"customer_key": 1}]},
)

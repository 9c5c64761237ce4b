"""Payments without an invoice."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Zahlungen ohne Rechnung", en="Payments without an invoice"),
    table="payment",
    field="invoice_id",
    dimension="completeness",
    severity="incomplete",
    where='count(t."invoice_id") OVER (PARTITION BY t.source_system) > 0',
    fails="t.invoice_id IS NULL",
    reason=Text(
        de="Sie gleichen keine Forderung aus; die Forderungen wirken zu groß.",
        en="They settle no receivable; receivables look too high.",
    ),
    advice=Text(de="Ordnen Sie die Zahlungen den Rechnungen zu.", en="Assign the payments to invoices."),
    bad={"payment": [{}, {"invoice_id": 1}]},
    good={"payment": [{"invoice_id": 1}]},
)

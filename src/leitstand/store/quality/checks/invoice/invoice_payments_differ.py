"""Paid invoices whose payments do not make up the amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Bezahlte Rechnungen, deren Zahlungen den Betrag nicht ergeben",
        en="Paid invoices whose payments do not make up the amount",
    ),
    table="invoice",
    field="paid_in_full_on",
    dimension="consistency",
    severity="doubtful",
    where=(
        "t.paid_in_full_on IS NOT NULL AND t.gross_amount > 0 AND t.invoice_id IN (SELECT invoice_id "
        "FROM payment WHERE amount IS NOT NULL)"
    ),
    fails=(
        "(SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = t.invoice_id) NOT BETWEEN 0.95 * "
        "(t.gross_amount - coalesce(t.credit_note_amount, 0) - coalesce(t.written_off_amount, 0)) - 0.05 "
        "AND t.gross_amount + 0.05"
    ),
    reason=Text(
        de="Zahlungen sind falsch zugeordnet oder fehlen (bis 5 % Skonto gelten als bezahlt).",
        en="Payments are assigned wrongly or are missing (a discount of up to 5% counts as paid).",
    ),
    advice=Text(
        de="Prüfen Sie die Zuordnung der Zahlungen zu diesen Rechnungen.",
        en="Check which payments are assigned to these invoices.",
    ),
    bad={
        "invoice": [{"invoice_id": 1, "gross_amount": 100, "paid_in_full_on": "2024-05-01"}],
        "payment": [{"invoice_id": 1, "amount": 40}],
    },
    good={
        "invoice": [{"invoice_id": 1, "gross_amount": 100, "paid_in_full_on": "2024-05-01"}],
        "payment": [{"invoice_id": 1, "amount": 40}, {"invoice_id": 1, "amount": 58}],
    },
)

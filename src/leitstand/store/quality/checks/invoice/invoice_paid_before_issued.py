"""Invoices paid before they were issued."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Rechnungen, bezahlt vor der Ausstellung", en="Invoices paid before they were issued"),
    table="invoice",
    field="paid_in_full_on",
    dimension="consistency",
    severity="doubtful",
    where="t.paid_in_full_on IS NOT NULL AND t.issued_on IS NOT NULL",
    fails="t.paid_in_full_on < t.issued_on",
    reason=Text(
        de="Vorkasse ist so möglich; sonst wird die Zahldauer zu klein.",
        en="Prepayment may look like this; otherwise the time to payment comes out too low.",
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"invoice": [{"issued_on": "2024-05-02", "paid_in_full_on": "2024-05-01"}]},
    good={"invoice": [{"issued_on": "2024-05-02", "paid_in_full_on": "2024-05-03"}]},
)

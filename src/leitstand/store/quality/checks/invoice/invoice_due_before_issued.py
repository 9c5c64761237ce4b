"""Invoices due before they were issued."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Rechnungen, fällig vor der Ausstellung", en="Invoices due before they were issued"),
    table="invoice",
    field="due_on",
    dimension="consistency",
    severity="wrong_number",
    where="t.due_on IS NOT NULL AND t.issued_on IS NOT NULL",
    fails="t.due_on < t.issued_on",
    reason=Text(
        de="Sie gelten sofort als überfällig; Verzugstage und überfälliger Anteil werden zu groß.",
        en="They count as overdue at once; days late and the overdue share come out too high.",
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"invoice": [{"issued_on": "2024-05-02", "due_on": "2024-05-01"}]},
    good={"invoice": [{"issued_on": "2024-05-02", "due_on": "2024-05-03"}]},
)

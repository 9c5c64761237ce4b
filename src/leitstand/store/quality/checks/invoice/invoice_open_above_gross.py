"""Invoices with more open than their amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Rechnungen, von denen mehr offen ist, als sie betragen", en="Invoices with more open than their amount"
    ),
    table="invoice",
    field="open_amount",
    dimension="consistency",
    severity="wrong_number",
    where="t.open_amount IS NOT NULL AND t.gross_amount > 0",
    fails="t.open_amount > t.gross_amount + 0.005",
    reason=Text(de="Die Forderungen werden zu groß.", en="Receivables come out too high."),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"invoice": [{"gross_amount": 10, "open_amount": 12}]},
    good={"invoice": [{"gross_amount": 10, "open_amount": 10}]},
)

"""Invoices with gross below net."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Rechnungen, brutto kleiner als netto", en="Invoices with gross below net"),
    table="invoice",
    field="gross_amount",
    dimension="consistency",
    severity="wrong_number",
    where="t.gross_amount > 0 AND t.net_amount > 0",
    fails="t.gross_amount < t.net_amount - 0.005",
    reason=Text(
        de="Netto und brutto sind vertauscht; Umsatz und Forderungen stimmen nicht.",
        en="Net and gross are swapped; revenue and receivables are wrong.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"invoice": [{"net_amount": 119, "gross_amount": 100}]},
    good={"invoice": [{"net_amount": 100, "gross_amount": 119}]},
)

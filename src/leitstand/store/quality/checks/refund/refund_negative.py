"""Refunds with a negative amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Erstattungen mit negativem Betrag", en="Refunds with a negative amount"),
    table="refund",
    field="amount",
    dimension="validity",
    severity="wrong_number",
    where="t.amount IS NOT NULL",
    fails="t.amount < 0",
    reason=Text(
        de="Erstattungen sind positiv und werden abgezogen; negative erhöhen den Umsatz.",
        en="Refunds are positive and are subtracted; negative ones raise revenue.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"refund": [{"amount": -5}]},
    good={"refund": [{"amount": 5}]},
)

"""Orders whose amounts do not add up."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bestellungen, deren Beträge nicht aufgehen", en="Orders whose amounts do not add up"),
    table="order",
    field="net_amount",
    dimension="consistency",
    severity="wrong_number",
    where="t.net_amount IS NOT NULL AND t.gross_amount IS NOT NULL AND t.tax_amount IS NOT NULL",
    fails="abs(t.net_amount - (t.gross_amount - coalesce(t.discount_amount, 0) - t.tax_amount)) > 0.02",
    reason=Text(
        de="Netto ist nicht brutto − Rabatt − Steuer; der Umsatz kann Steuer enthalten.",
        en="Net is not gross − discount − tax; revenue may contain tax.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"order": [{"gross_amount": 119, "tax_amount": 19, "net_amount": 119}]},
    good={"order": [{"gross_amount": 119, "tax_amount": 19, "net_amount": 100}]},
)

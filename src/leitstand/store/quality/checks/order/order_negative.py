"""Orders with a negative amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bestellungen mit negativem Betrag", en="Orders with a negative amount"),
    table="order",
    field="net_amount",
    dimension="validity",
    severity="doubtful",
    where="t.net_amount IS NOT NULL AND coalesce(t.document_kind, 'order') = 'order'",
    fails="t.net_amount < 0",
    reason=Text(
        de="Gutschriften gehören zu den Erstattungen; als Bestellung senken sie den Bestellwert.",
        en="Credit notes belong to the refunds; as orders they lower the order value.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"order": [{"net_amount": -5}]},
    good={"order": [{"net_amount": 5}]},
)

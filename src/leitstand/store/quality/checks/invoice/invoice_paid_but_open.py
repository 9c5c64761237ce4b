"""Paid invoices with an open amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bezahlte Rechnungen mit offenem Betrag", en="Paid invoices with an open amount"),
    table="invoice",
    field="open_amount",
    dimension="consistency",
    severity="wrong_number",
    where="t.paid_in_full_on IS NOT NULL AND t.open_amount IS NOT NULL",
    fails="t.open_amount > 0.005",
    reason=Text(
        de="Bezahlt und offen zugleich: die Forderungen werden zu groß.",
        en="Paid and open at once: receivables come out too high.",
    ),
    advice=Text(
        de="Berichtigen Sie die Zeilen im Quellsystem und laden Sie den Export neu.",
        en="Correct the rows in the source system and load the export again.",
    ),
    bad={"invoice": [{"paid_in_full_on": "2024-05-01", "open_amount": 5}]},
    good={"invoice": [{"paid_in_full_on": "2024-05-01", "open_amount": 0}]},
)

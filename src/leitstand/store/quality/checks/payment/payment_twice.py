"""Payments that may be there twice."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Zahlungen, die doppelt sein könnten", en="Payments that may be there twice"),
    table="payment",
    field="amount",
    dimension="uniqueness",
    severity="doubtful",
    where="t.invoice_id IS NOT NULL AND t.amount <> 0",
    fails=("row_number() OVER (PARTITION BY t.invoice_id, t.paid_at, t.amount, t.method ORDER BY t.row_key) > 1"),
    reason=Text(
        de="Dieselbe Rechnung, derselbe Zeitpunkt, derselbe Betrag: Geldeingang kann doppelt zählen.",
        en="Same invoice, same time, same amount: cash received may count twice.",
    ),
    advice=Text(
        de=(
            "Sehen Sie die Beispiele an. Ist eine Zeile zu viel, löschen Sie sie im Quellsystem oder nehmen "
            "Sie den doppelten Ladevorgang zurück."
        ),
        en=(
            "Look at the examples. If a row is one too many, delete it in the source system or withdraw the "
            "load that repeats it."
        ),
    ),
    bad={
        "payment": [
            {"invoice_id": 1, "amount": 5, "paid_at": "2024-05-01T10:00:00"},
            {"invoice_id": 1, "amount": 5, "paid_at": "2024-05-01T10:00:00"},
        ]
    },
    good={
        "payment": [
            {"invoice_id": 1, "amount": 5, "paid_at": "2024-05-01T10:00:00"},
            {"invoice_id": 2, "amount": 5, "paid_at": "2024-05-01T10:00:00"},
        ]
    },
)

"""Invoices that may be there twice."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Rechnungen, die doppelt sein könnten", en="Invoices that may be there twice"),
    table="invoice",
    field="gross_amount",
    dimension="uniqueness",
    severity="doubtful",
    where="t.customer_key IS NOT NULL AND t.gross_amount <> 0",
    fails=(
        "row_number() OVER (PARTITION BY t.source_system, t.customer_key, t.issued_on, t.due_on, "
        "t.gross_amount, t.currency ORDER BY t.row_key) > 1"
    ),
    reason=Text(
        de="Derselbe Kunde, derselbe Tag, derselbe Betrag: vielleicht wurde zweimal berechnet.",
        en="Same customer, same day, same amount: it may have been billed twice.",
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
        "invoice": [
            {"customer_key": 1, "issued_on": "2024-05-01", "gross_amount": 10},
            {"customer_key": 1, "issued_on": "2024-05-01", "gross_amount": 10},
        ]
    },
    good={
        "invoice": [
            {"customer_key": 1, "issued_on": "2024-05-01", "gross_amount": 10},
            {"customer_key": 1, "issued_on": "2024-05-02", "gross_amount": 10},
        ]
    },
)

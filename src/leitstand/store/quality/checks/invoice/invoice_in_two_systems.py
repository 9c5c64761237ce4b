"""Invoices that come from two systems."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Rechnungen, die zwei Systeme melden", en="Invoices that two systems tell of"),
    table="invoice",
    field="number",
    dimension="uniqueness",
    severity="wrong_number",
    across=True,
    where="length(coalesce(t.number, t.source_id)) >= 4",  # 1, 2, 3 are something else in every system
    fails=(
        "min(t.source_system) OVER (PARTITION BY coalesce(t.number, t.source_id), t.issued_on) < t.source_system"
        " OR (t.gross_amount <> 0 AND min(t.source_system)"
        " OVER (PARTITION BY coalesce(t.number, t.source_id), t.gross_amount) < t.source_system)"
    ),
    reason=Text(
        de="Dieselbe Nummer am selben Tag oder derselbe Betrag: Forderungen und berechneter Umsatz zählen doppelt.",
        en="The same number on the same day or over the same amount: receivables and invoiced revenue count twice.",
    ),
    advice=Text(
        de="Lassen Sie eines der beiden Systeme für diese Zeit weg: Nehmen Sie dessen Ladevorgang zurück.",
        en="Leave one of the two systems out for this time: withdraw its load.",
    ),
    bad={
        "invoice": [
            {"source_system": "shop", "number": "R-17", "issued_on": "2024-05-01", "gross_amount": 9},
            {"source_system": "erp", "number": "R-17", "issued_on": "2024-05-02", "gross_amount": 9},
        ]
    },
    good={
        "invoice": [
            {"source_system": "shop", "number": "R-17", "issued_on": "2024-05-01", "gross_amount": 9},
            {"source_system": "erp", "number": "R-17", "issued_on": "2024-05-02", "gross_amount": 8},
        ]
    },
)

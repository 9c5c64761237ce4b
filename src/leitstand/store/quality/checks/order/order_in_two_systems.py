"""Orders that come from two systems."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bestellungen, die zwei Systeme melden", en="Orders that two systems tell of"),
    table="order",
    field="order_id",
    dimension="uniqueness",
    severity="wrong_number",
    across=True,
    where="length(ltrim(t.source_id, '#')) >= 4",  # 1, 2, 3 are something else in every system
    fails=(
        "min(t.source_system) OVER (PARTITION BY ltrim(t.source_id, '#'), t.ordered_on) < t.source_system"
        " OR (t.net_amount <> 0 AND min(t.source_system)"
        " OVER (PARTITION BY ltrim(t.source_id, '#'), t.net_amount) < t.source_system)"
    ),
    reason=Text(
        de="Dieselbe Nummer am selben Tag oder über denselben Betrag: der Umsatz zählt doppelt.",
        en="The same number on the same day or over the same amount: revenue counts twice.",
    ),
    advice=Text(
        de="Lassen Sie eines der beiden Systeme für diese Zeit weg: Nehmen Sie dessen Ladevorgang zurück.",
        en="Leave one of the two systems out for this time: withdraw its load.",
    ),
    bad={
        "order": [
            {"source_system": "shop", "source_id": "#4711", "ordered_at": "2024-05-01T10:00:00"},
            {"source_system": "erp", "source_id": "4711", "ordered_at": "2024-05-01T23:00:00"},
        ]
    },
    good={
        "order": [
            {"source_system": "shop", "source_id": "4711", "ordered_at": "2024-05-01T10:00:00", "net_amount": 5},
            {"source_system": "erp", "source_id": "4711", "ordered_at": "2024-05-03T10:00:00", "net_amount": 6},
        ]
    },
)

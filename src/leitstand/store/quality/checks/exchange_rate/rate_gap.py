"""Exchange rates with a gap of more than a week."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Wechselkurse mit einer Lücke von mehr als einer Woche", en="Exchange rates with a gap of more than a week"
    ),
    table="exchange_rate",
    field="day",
    dimension="completeness",
    severity="incomplete",
    where="t.day IS NOT NULL",
    fails='lead(t.day) OVER (PARTITION BY t."from", t."to" ORDER BY t.day) - t.day > 7',
    reason=Text(
        de="In der Lücke lassen sich Beträge in dieser Währung nicht umrechnen.",
        en="Within the gap amounts in this currency cannot be converted.",
    ),
    advice=Text(de="Laden Sie die fehlenden Tage.", en="Load the missing days."),
    bad={
        "exchange_rate": [
            {"day": "2024-05-01", "from": "USD", "to": "EUR", "rate": 0.9},
            {"day": "2024-05-20", "from": "USD", "to": "EUR", "rate": 0.9},
        ]
    },
    good={
        "exchange_rate": [
            {"day": "2024-05-01", "from": "USD", "to": "EUR", "rate": 0.9},
            {"day": "2024-05-06", "from": "USD", "to": "EUR", "rate": 0.9},
        ]
    },
)

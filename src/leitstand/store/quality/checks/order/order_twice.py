"""Orders that may be there twice."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bestellungen, die doppelt sein könnten", en="Orders that may be there twice"),
    table="order",
    field="order_id",
    dimension="uniqueness",
    severity="doubtful",
    # a source that knows only days or minutes says second 0: there, equal times mean nothing
    where="t.customer_key IS NOT NULL AND t.net_amount <> 0 AND second(t.ordered_at) <> 0",
    fails=(
        "row_number() OVER (PARTITION BY t.customer_key, t.ordered_at, t.net_amount, t.currency ORDER BY t.row_key) > 1"
    ),
    reason=Text(
        de="Derselbe Kunde, dieselbe Sekunde, derselbe Betrag: der Umsatz kann doppelt zählen.",
        en="Same customer, same second, same amount: revenue may count twice.",
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
        "order": [
            {"customer_key": 1, "ordered_at": "2024-05-01T10:20:30", "net_amount": 10},
            {"customer_key": 1, "ordered_at": "2024-05-01T10:20:30", "net_amount": 10},
        ]
    },
    good={
        "order": [
            {"customer_key": 1, "ordered_at": "2024-05-01T10:20:30", "net_amount": 10},
            {"customer_key": 2, "ordered_at": "2024-05-01T10:20:30", "net_amount": 10},
        ]
    },
)

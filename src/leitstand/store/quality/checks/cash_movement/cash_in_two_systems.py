"""Cash movements that come from two systems."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kontobewegungen, die zwei Systeme melden", en="Cash movements that two systems tell of"),
    table="cash_movement",
    field="account_id",
    dimension="uniqueness",
    severity="wrong_number",
    across=True,
    where="t.account_id IS NOT NULL AND t.amount <> 0",
    fails="min(t.source_system) OVER (PARTITION BY t.account_id, t.booked_on, t.amount) < t.source_system",
    reason=Text(
        de="Dasselbe Konto, derselbe Tag, derselbe Betrag: der Geldfluss zählt doppelt.",
        en="Same account, same day, same amount: cash flow counts twice.",
    ),
    advice=Text(
        de="Lassen Sie eines der beiden Systeme für dieses Konto weg: Nehmen Sie dessen Ladevorgang zurück.",
        en="Leave one of the two systems out for this account: withdraw its load.",
    ),
    bad={
        "cash_movement": [
            {"source_system": "bank", "account_id": "DE1", "booked_on": "2024-05-01", "amount": 5},
            {"source_system": "erp", "account_id": "DE1", "booked_on": "2024-05-01", "amount": 5},
        ]
    },
    good={
        "cash_movement": [
            {"source_system": "bank", "account_id": "DE1", "booked_on": "2024-05-01", "amount": 5},
            {"source_system": "erp", "account_id": "DE2", "booked_on": "2024-05-01", "amount": 5},
        ]
    },
)

"""Account balances that come from two systems."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kontostände, die zwei Systeme melden", en="Account balances that two systems tell of"),
    table="cash_balance",
    field="account_id",
    dimension="uniqueness",
    severity="wrong_number",
    across=True,
    where="t.balance <> 0",
    fails="min(t.source_system) OVER (PARTITION BY t.account_id, t.day) < t.source_system",
    reason=Text(
        de="Dasselbe Konto am selben Tag: der Bestand an Geld zählt doppelt.",
        en="The same account on the same day: cash on hand counts twice.",
    ),
    advice=Text(
        de="Lassen Sie eines der beiden Systeme für dieses Konto weg: Nehmen Sie dessen Ladevorgang zurück.",
        en="Leave one of the two systems out for this account: withdraw its load.",
    ),
    bad={
        "cash_balance": [
            {"source_system": "bank", "account_id": "DE1", "day": "2024-05-01", "balance": 5},
            {"source_system": "erp", "account_id": "DE1", "day": "2024-05-01", "balance": 6},
        ]
    },
    good={
        "cash_balance": [
            {"source_system": "bank", "account_id": "DE1", "day": "2024-05-01", "balance": 5},
            {"source_system": "erp", "account_id": "DE1", "day": "2024-05-02", "balance": 5},
        ]
    },
)

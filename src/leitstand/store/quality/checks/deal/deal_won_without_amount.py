"""Won deals without an amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Gewonnene Verkaufschancen ohne Betrag", en="Won deals without an amount"),
    table="deal",
    field="amount",
    dimension="completeness",
    severity="wrong_number",
    where="t.outcome = 'won'",
    fails="t.amount IS NULL OR t.amount = 0",
    reason=Text(
        de="Der Auftragswert fehlt in allem, was mit Beträgen rechnet.",
        en="Their value is missing from all that counts with amounts.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"deal": [{"outcome": "won"}]},
    good={"deal": [{"outcome": "won", "amount": 10}]},
)

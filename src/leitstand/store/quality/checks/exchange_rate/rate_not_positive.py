"""Exchange rates that are not above 0."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Wechselkurse, die nicht größer als 0 sind", en="Exchange rates that are not above 0"),
    table="exchange_rate",
    field="rate",
    dimension="validity",
    severity="wrong_number",
    where="t.rate IS NOT NULL",
    fails="t.rate <= 0",
    reason=Text(
        de="Beträge in dieser Währung werden 0 oder negativ.", en="Amounts in this currency become 0 or negative."
    ),
    advice=Text(
        de="Berichtigen Sie die Zeilen im Quellsystem und laden Sie den Export neu.",
        en="Correct the rows in the source system and load the export again.",
    ),
    bad={"exchange_rate": [{"day": "2024-05-01", "from": "USD", "to": "EUR", "rate": 0}]},
    good={"exchange_rate": [{"day": "2024-05-01", "from": "USD", "to": "EUR", "rate": 0.9}]},
)

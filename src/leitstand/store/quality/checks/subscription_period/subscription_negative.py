"""Contract months with negative revenue."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Vertragsmonate mit negativem Umsatz", en="Contract months with negative revenue"),
    table="subscription_period",
    field="mrr",
    dimension="validity",
    severity="wrong_number",
    where="t.mrr IS NOT NULL",
    fails="t.mrr < 0",
    reason=Text(de="Der wiederkehrende Umsatz wird zu klein.", en="Recurring revenue comes out too low."),
    advice=Text(
        de="Berichtigen Sie die Zeilen im Quellsystem und laden Sie den Export neu.",
        en="Correct the rows in the source system and load the export again.",
    ),
    bad={"subscription_period": [{"subscription_id": 1, "period_month": "2024-05-01", "mrr": -5}]},
    good={"subscription_period": [{"subscription_id": 1, "period_month": "2024-05-01", "mrr": 5}]},
)

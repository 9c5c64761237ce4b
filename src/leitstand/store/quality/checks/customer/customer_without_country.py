"""Customers without a country."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kunden ohne Land", en="Customers without a country"),
    table="customer",
    field="country",
    dimension="completeness",
    severity="incomplete",
    where='count(t."country") OVER (PARTITION BY t.source_system) > 0',
    fails="t.country IS NULL",
    reason=Text(de="Sie fehlen in jeder Gliederung nach Land.", en="They are missing from each split by country."),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"customer": [{}, {"country": "DE"}]},
    good={"customer": [{"country": "DE"}]},
)

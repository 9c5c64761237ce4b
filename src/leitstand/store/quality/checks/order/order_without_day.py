"""Orders without a date."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bestellungen ohne Datum", en="Orders without a date"),
    table="order",
    field="ordered_at",
    dimension="completeness",
    severity="wrong_number",
    where='count(t."ordered_on") OVER (PARTITION BY t.source_system) > 0',
    fails="t.ordered_on IS NULL",
    reason=Text(
        de="Sie gehören zu keinem Zeitraum; ihr Umsatz fehlt in jedem.",
        en="They belong to no period; their revenue is missing from each.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"order": [{}, {"ordered_at": "2024-05-01T10:00:00"}]},
    good={"order": [{"ordered_at": "2024-05-01T10:00:00"}]},
)

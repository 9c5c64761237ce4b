"""Leads answered before they came in."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Leads, beantwortet vor dem Eingang", en="Leads answered before they came in"),
    table="lead",
    field="first_response_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.first_response_at IS NOT NULL AND t.created_at IS NOT NULL",
    fails="t.first_response_at < t.created_at",
    reason=Text(
        de="Die Dauer wäre negativ: die Zeilen verfälschen die Antwortzeit oder fehlen darin.",
        en="The duration would be negative: the rows distort the response time or are missing from it.",
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"lead": [{"created_at": "2024-05-02T10:00:00", "first_response_at": "2024-05-01T10:00:00"}]},
    good={"lead": [{"created_at": "2024-05-02T10:00:00", "first_response_at": "2024-05-03T10:00:00"}]},
)

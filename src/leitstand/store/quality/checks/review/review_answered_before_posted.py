"""Reviews answered before they were posted."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bewertungen, beantwortet vor der Veröffentlichung", en="Reviews answered before they were posted"),
    table="review",
    field="answered_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.answered_at IS NOT NULL AND t.posted_at IS NOT NULL",
    fails="t.answered_at < t.posted_at",
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
    bad={"review": [{"posted_at": "2024-05-02T10:00:00", "answered_at": "2024-05-01T10:00:00"}]},
    good={"review": [{"posted_at": "2024-05-02T10:00:00", "answered_at": "2024-05-03T10:00:00"}]},
)

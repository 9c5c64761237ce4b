"""Steps completed before they were started."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Schritte, beendet vor dem Beginn", en="Steps completed before they were started"),
    table="case_event",
    field="completed_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.completed_at IS NOT NULL AND t.started_at IS NOT NULL",
    fails="t.completed_at < t.started_at",
    reason=Text(
        de="Die Dauer wäre negativ: die Zeilen verfälschen die Bearbeitungszeit oder fehlen darin.",
        en="The duration would be negative: the rows distort the processing time or are missing from it.",
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"case_event": [{"started_at": "2024-05-02T10:00:00", "completed_at": "2024-05-01T10:00:00"}]},
    good={"case_event": [{"started_at": "2024-05-02T10:00:00", "completed_at": "2024-05-03T10:00:00"}]},
)

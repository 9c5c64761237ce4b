"""Stages left before they were entered."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Phasen, verlassen vor dem Eintritt", en="Stages left before they were entered"),
    table="deal_stage_history",
    field="left_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.left_at IS NOT NULL AND t.entered_at IS NOT NULL",
    fails="t.left_at < t.entered_at",
    reason=Text(
        de="Die Dauer wäre negativ: die Zeilen verfälschen die Verweildauer oder fehlen darin.",
        en="The duration would be negative: the rows distort the time in the stage or are missing from it.",
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"deal_stage_history": [{"entered_at": "2024-05-02T10:00:00", "left_at": "2024-05-01T10:00:00"}]},
    good={"deal_stage_history": [{"entered_at": "2024-05-02T10:00:00", "left_at": "2024-05-03T10:00:00"}]},
)

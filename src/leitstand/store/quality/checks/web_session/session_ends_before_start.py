"""Sessions that end before they start."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Besuche, beendet vor dem Beginn", en="Sessions that end before they start"),
    table="web_session",
    field="ended_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.ended_at IS NOT NULL AND t.started_at IS NOT NULL",
    fails="t.ended_at < t.started_at",
    reason=Text(
        de="Die Dauer wäre negativ: die Zeilen verfälschen die Dauer der Besuche oder fehlen darin.",
        en="The duration would be negative: the rows distort the duration of sessions or are missing from it.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"web_session": [{"started_at": "2024-05-02T10:00:00", "ended_at": "2024-05-01T10:00:00"}]},
    good={"web_session": [{"started_at": "2024-05-02T10:00:00", "ended_at": "2024-05-03T10:00:00"}]},
)

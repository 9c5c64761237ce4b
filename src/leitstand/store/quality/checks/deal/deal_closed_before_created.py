"""Deals closed before they were created."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Verkaufschancen, abgeschlossen vor der Anlage", en="Deals closed before they were created"),
    table="deal",
    field="closed_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.closed_at IS NOT NULL AND t.created_at IS NOT NULL",
    fails="t.closed_at < t.created_at",
    reason=Text(
        de="Die Dauer wäre negativ: die Zeilen verfälschen die Dauer des Verkaufs oder fehlen darin.",
        en="The duration would be negative: the rows distort the sales cycle or are missing from it.",
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"deal": [{"created_at": "2024-05-02T10:00:00", "closed_at": "2024-05-01T10:00:00"}]},
    good={"deal": [{"created_at": "2024-05-02T10:00:00", "closed_at": "2024-05-03T10:00:00"}]},
)

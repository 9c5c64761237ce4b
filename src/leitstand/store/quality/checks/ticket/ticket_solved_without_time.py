"""Solved tickets without the time they were solved."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Gelöste Anliegen ohne Zeitpunkt der Lösung", en="Solved tickets without the time they were solved"),
    table="ticket",
    field="last_solved_at",
    dimension="completeness",
    severity="incomplete",
    where="t.status IN ('solved', 'closed')",
    fails="coalesce(t.last_solved_at, t.first_solved_at) IS NULL",
    reason=Text(de="Lösungszeit und Rückstand lassen sie aus.", en="Resolution time and backlog leave them out."),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"ticket": [{"status": "solved"}]},
    good={"ticket": [{"status": "solved", "last_solved_at": "2024-05-01T10:00:00"}]},
)

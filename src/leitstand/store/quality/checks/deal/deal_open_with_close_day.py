"""Open deals with a close day."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Offene Verkaufschancen mit Abschlusstag", en="Open deals with a close day"),
    table="deal",
    field="closed_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.outcome = 'open'",
    fails="t.closed_on <= t.ingested_at::DATE",
    reason=Text(
        de="Offen und abgeschlossen zugleich: die Pipeline wird zu groß.",
        en="Open and closed at once: the pipeline comes out too large.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"deal": [{"outcome": "open", "closed_at": "2024-05-01T10:00:00"}]},
    good={"deal": [{"outcome": "open"}]},
)

"""Closed deals without a close day."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Abgeschlossene Verkaufschancen ohne Abschlusstag", en="Closed deals without a close day"),
    table="deal",
    field="closed_at",
    dimension="completeness",
    severity="wrong_number",
    where="t.outcome IN ('won', 'lost', 'no_decision')",
    fails="t.closed_on IS NULL",
    reason=Text(
        de="Sie gehören zu keinem Zeitraum; Gewinnquote und Umsatz lassen sie aus.",
        en="They belong to no period; win rate and revenue leave them out.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"deal": [{"outcome": "won"}]},
    good={"deal": [{"outcome": "won", "closed_at": "2024-05-01T10:00:00"}]},
)

"""Deals without the day they were created."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Verkaufschancen ohne Tag der Anlage", en="Deals without the day they were created"),
    table="deal",
    field="created_at",
    dimension="completeness",
    severity="incomplete",
    fails="t.created_on IS NULL",
    reason=Text(
        de="Dauer des Verkaufs und neue Verkaufschancen lassen sie aus.", en="Sales cycle and new deals leave them out."
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"deal": [{"outcome": "open"}]},
    good={"deal": [{"outcome": "open", "created_at": "2024-05-01T10:00:00"}]},
)

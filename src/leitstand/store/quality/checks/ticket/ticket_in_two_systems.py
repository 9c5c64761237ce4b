"""Requests that come from two systems."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Anfragen, die zwei Systeme melden", en="Requests that two systems tell of"),
    table="ticket",
    field="ticket_id",
    dimension="uniqueness",
    severity="wrong_number",
    across=True,
    where="length(ltrim(t.source_id, '#')) >= 4",  # 1, 2, 3 are something else in every system
    fails=("min(t.source_system) OVER (PARTITION BY ltrim(t.source_id, '#'), t.created_on) < t.source_system"),
    reason=Text(
        de="Dieselbe Nummer am selben Tag: Anfragen und Beschwerden zählen doppelt.",
        en="The same number on the same day: requests and complaints count twice.",
    ),
    advice=Text(
        de="Lassen Sie eines der beiden Systeme für diese Zeit weg: Nehmen Sie dessen Ladevorgang zurück.",
        en="Leave one of the two systems out for this time: withdraw its load.",
    ),
    bad={
        "ticket": [
            {"source_system": "shop", "source_id": "T-90", "created_at": "2024-05-01T10:00:00"},
            {"source_system": "desk", "source_id": "T-90", "created_at": "2024-05-01T10:00:00"},
        ]
    },
    good={
        "ticket": [
            {"source_system": "shop", "source_id": "T-90", "created_at": "2024-05-01T10:00:00"},
            {"source_system": "desk", "source_id": "T-91", "created_at": "2024-05-01T10:00:00"},
        ]
    },
)

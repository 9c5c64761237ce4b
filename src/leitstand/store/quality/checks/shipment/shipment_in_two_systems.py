"""Shipments that come from two systems."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Sendungen, die zwei Systeme melden", en="Shipments that two systems tell of"),
    table="shipment",
    field="shipment_id",
    dimension="uniqueness",
    severity="wrong_number",
    across=True,
    where="length(t.source_id) >= 4",  # 1, 2, 3 are something else in every system
    fails=("min(t.source_system) OVER (PARTITION BY t.source_id, t.shipped_on) < t.source_system"),
    reason=Text(
        de="Dieselbe Nummer am selben Tag: Sendungen und ihre Laufzeiten zählen doppelt.",
        en="The same number on the same day: shipments and their times count twice.",
    ),
    advice=Text(
        de="Lassen Sie eines der beiden Systeme für diese Zeit weg: Nehmen Sie dessen Ladevorgang zurück.",
        en="Leave one of the two systems out for this time: withdraw its load.",
    ),
    bad={
        "shipment": [
            {"source_system": "shop", "source_id": "JJD01", "shipped_at": "2024-05-01T10:00:00"},
            {"source_system": "carrier", "source_id": "JJD01", "shipped_at": "2024-05-01T12:00:00"},
        ]
    },
    good={
        "shipment": [
            {"source_system": "shop", "source_id": "JJD01", "shipped_at": "2024-05-01T10:00:00"},
            {"source_system": "carrier", "source_id": "JJD02", "shipped_at": "2024-05-01T12:00:00"},
        ]
    },
)

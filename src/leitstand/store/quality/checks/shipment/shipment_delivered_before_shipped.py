"""Shipments delivered before they were shipped."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Lieferungen, zugestellt vor dem Versand", en="Shipments delivered before they were shipped"),
    table="shipment",
    field="delivered_at",
    dimension="consistency",
    severity="wrong_number",
    where="t.delivered_at IS NOT NULL AND t.shipped_at IS NOT NULL",
    fails="t.delivered_at < t.shipped_at",
    reason=Text(
        de="Die Dauer wäre negativ: die Zeilen verfälschen die Lieferzeit oder fehlen darin.",
        en="The duration would be negative: the rows distort the delivery time or are missing from it.",
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"shipment": [{"shipped_at": "2024-05-02T10:00:00", "delivered_at": "2024-05-01T10:00:00"}]},
    good={"shipment": [{"shipped_at": "2024-05-02T10:00:00", "delivered_at": "2024-05-03T10:00:00"}]},
)

"""Shipments sent before the order."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Lieferungen, versandt vor der Bestellung", en="Shipments sent before the order"),
    table="shipment",
    field="shipped_at",
    dimension="consistency",
    severity="doubtful",
    where='t.shipped_on IS NOT NULL AND t.order_id IN (SELECT order_id FROM "order")',
    fails='t.shipped_on < (SELECT min(o.ordered_on) FROM "order" o WHERE o.order_id = t.order_id)',
    reason=Text(
        de="Die Zeit von Bestellung bis Versand wird negativ.", en="The time from order to dispatch comes out negative."
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={
        "shipment": [{"order_id": 1, "shipped_at": "2024-05-01T10:00:00"}],
        "order": [{"order_id": 1, "ordered_at": "2024-05-02T10:00:00"}],
    },
    good={
        "shipment": [{"order_id": 1, "shipped_at": "2024-05-03T10:00:00"}],
        "order": [{"order_id": 1, "ordered_at": "2024-05-02T10:00:00"}],
    },
)

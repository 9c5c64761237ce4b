"""Customers created after their first order."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kunden, angelegt nach ihrer ersten Bestellung", en="Customers created after their first order"),
    table="customer",
    field="created_at",
    dimension="timeliness",
    severity="doubtful",
    where='t.created_on IS NOT NULL AND t.customer_key IN (SELECT customer_key FROM "order")',
    fails='t.created_on > (SELECT min(o.ordered_on) FROM "order" o WHERE o.customer_key = t.customer_key)',
    reason=Text(
        de="Das Datum der Anlage taugt nicht, um neue Kunden zu zählen, etwa nach einem Systemwechsel.",
        en="The creation date is no good for counting new customers, for example after a change of system.",
    ),
    advice=Text(
        de="Nehmen Sie die erste Bestellung statt der Anlage.", en="Use the first order instead of the creation."
    ),
    bad={
        "customer": [{"customer_key": 1, "created_at": "2024-05-02T10:00:00"}],
        "order": [{"customer_key": 1, "ordered_at": "2024-05-01T10:00:00"}],
    },
    good={
        "customer": [{"customer_key": 1, "created_at": "2024-05-01T10:00:00"}],
        "order": [{"customer_key": 1, "ordered_at": "2024-05-01T10:00:00"}],
    },
)

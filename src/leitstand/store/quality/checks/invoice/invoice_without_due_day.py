"""Invoices without a due day."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Rechnungen ohne Fälligkeit", en="Invoices without a due day"),
    table="invoice",
    field="due_on",
    dimension="completeness",
    severity="incomplete",
    where='count(t."due_on") OVER (PARTITION BY t.source_system) > 0',
    fails="t.due_on IS NULL",
    reason=Text(
        de="Sie können nie überfällig sein und fehlen im Zahlungsverhalten.",
        en="They can never be overdue and are missing from payment behaviour.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"invoice": [{}, {"due_on": "2024-05-01"}]},
    good={"invoice": [{"due_on": "2024-05-01"}]},
)

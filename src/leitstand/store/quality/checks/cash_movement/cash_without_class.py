"""Cash movements without an activity under IAS 7."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kontobewegungen ohne Bereich nach IAS 7", en="Cash movements without an activity under IAS 7"),
    table="cash_movement",
    field="class",
    dimension="completeness",
    severity="incomplete",
    fails='t."class" IS NULL AND t.cash_id NOT IN (SELECT cash_id FROM cash_assignment)',
    reason=Text(de="Sie fehlen im operativen Geldfluss.", en="They are missing from the operating cash flow."),
    advice=Text(
        de="Ordnen Sie sie dem Geschäft, den Investitionen oder der Finanzierung zu.",
        en="Assign them to operating, investing or financing.",
    ),
    bad={"cash_movement": [{"amount": 5}]},
    good={"cash_movement": [{"amount": 5, "class": "operating"}]},
)

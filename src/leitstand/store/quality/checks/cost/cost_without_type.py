"""Costs without a type."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kosten ohne Kostenart", en="Costs without a type"),
    table="cost",
    field="cost_type",
    dimension="completeness",
    severity="incomplete",
    fails="t.cost_type IS NULL",
    reason=Text(
        de="Sie fehlen in den Kosten der Gewinnung und Betreuung von Kunden.",
        en="They are missing from the cost of winning and serving customers.",
    ),
    advice=Text(de="Ordnen Sie die Konten den Kostenarten zu.", en="Map the accounts to cost types."),
    bad={"cost": [{"amount": 5}]},
    good={"cost": [{"amount": 5, "cost_type": "service"}]},
)

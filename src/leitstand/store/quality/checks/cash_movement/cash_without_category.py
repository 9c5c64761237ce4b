"""Cash movements without a category."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kontobewegungen ohne Zweck", en="Cash movements without a category"),
    table="cash_movement",
    field="category",
    dimension="completeness",
    severity="incomplete",
    fails="t.category IS NULL AND t.cash_id NOT IN (SELECT cash_id FROM cash_assignment)",
    reason=Text(
        de=(
            "Sie zählen im Geldfluss, aber in keiner Gliederung nach Zweck; Lieferanten, Löhne oder Steuern "
            "wirken zu klein."
        ),
        en="They count as cash flow but in no split by purpose; suppliers, payroll or taxes look too low.",
    ),
    advice=Text(de="Ordnen Sie den Bewegungen einen Zweck zu.", en="Give the movements a category."),
    bad={"cash_movement": [{"amount": 5}]},
    good={"cash_movement": [{"amount": 5, "category": "supplier"}]},
)

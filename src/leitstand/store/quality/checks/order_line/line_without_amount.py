"""Lines without an amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Positionen ohne Betrag", en="Lines without an amount"),
    table="order_line",
    field="net_amount",
    dimension="completeness",
    severity="wrong_number",
    where=(
        "count(t.\"net_amount\") OVER (PARTITION BY t.source_system) > 0 AND coalesce(t.line_type, 'goods') = 'goods'"
    ),
    fails="t.net_amount IS NULL",
    reason=Text(de="Ihr Umsatz fehlt.", en="Their revenue is missing."),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"order_line": [{}, {"net_amount": 10}]},
    good={"order_line": [{"net_amount": 10}]},
)

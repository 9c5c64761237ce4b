"""Lines without a product."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Positionen ohne Produkt", en="Lines without a product"),
    table="order_line",
    field="product_id",
    dimension="completeness",
    severity="incomplete",
    where=(
        "count(t.\"product_id\") OVER (PARTITION BY t.source_system) > 0 AND coalesce(t.line_type, 'goods') = 'goods'"
    ),
    fails="t.product_id IS NULL",
    reason=Text(
        de="Sie fehlen in jeder Gliederung nach Produkt und Warengruppe.",
        en="They are missing from each split by product and category.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"order_line": [{}, {"product_id": 1}]},
    good={"order_line": [{"product_id": 1}]},
)

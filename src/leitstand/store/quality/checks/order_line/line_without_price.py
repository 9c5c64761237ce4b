"""Goods sold at a price of 0."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Verkaufte Ware zum Preis 0", en="Goods sold at a price of 0"),
    table="order_line",
    field="unit_price",
    dimension="completeness",
    severity="doubtful",
    where="t.unit_price IS NOT NULL AND t.quantity IS NOT NULL AND coalesce(t.line_type, 'goods') = 'goods'",
    fails="t.unit_price = 0 AND t.quantity > 0",
    reason=Text(
        de="Muster und Geschenke kosten nichts; sonst fehlt Umsatz.",
        en="Samples and gifts cost nothing; otherwise revenue is missing.",
    ),
    advice=Text(
        de="Sehen Sie einige der Positionen im Quellsystem an.", en="Look at some of the lines in the source system."
    ),
    bad={"order_line": [{"unit_price": 0, "quantity": 1}]},
    good={"order_line": [{"unit_price": 1, "quantity": 1}]},
)

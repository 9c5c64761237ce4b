"""Products that cost more than they sell for."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Produkte, die mehr kosten, als sie bringen", en="Products that cost more than they sell for"),
    table="product",
    field="unit_cost",
    dimension="consistency",
    severity="doubtful",
    where="t.unit_cost IS NOT NULL AND t.list_price > 0",
    fails="t.unit_cost > t.list_price",
    reason=Text(
        de="Der Rohertrag wird negativ; oft ist die Einheit verwechselt (Karton statt Stück).",
        en="The gross margin is negative; often units are mixed up (box instead of piece).",
    ),
    advice=Text(
        de="Berichtigen Sie die Zeilen im Quellsystem und laden Sie den Export neu.",
        en="Correct the rows in the source system and load the export again.",
    ),
    bad={"product": [{"unit_cost": 12, "list_price": 10}]},
    good={"product": [{"unit_cost": 8, "list_price": 10}]},
)

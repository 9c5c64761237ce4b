"""Lines with a negative price."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Positionen mit negativem Preis", en="Lines with a negative price"),
    table="order_line",
    field="unit_price",
    dimension="validity",
    severity="wrong_number",
    where="t.unit_price IS NOT NULL AND coalesce(t.line_type, 'goods') = 'goods'",
    fails="t.unit_price < 0",
    reason=Text(
        de="Ware hat keinen negativen Preis; Rabatte und Korrekturen brauchen eine eigene Art der Position.",
        en="Goods have no negative price; discounts and corrections need a kind of line of their own.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"order_line": [{"unit_price": -1}]},
    good={"order_line": [{"unit_price": 1}]},
)

"""Lines whose amount is not quantity × price − discount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Positionen, deren Betrag nicht Menge × Preis − Rabatt ist",
        en="Lines whose amount is not quantity × price − discount",
    ),
    table="order_line",
    field="net_amount",
    dimension="consistency",
    severity="wrong_number",
    where=(
        "t.net_amount IS NOT NULL AND t.quantity IS NOT NULL AND t.unit_price IS NOT NULL AND "
        "coalesce(t.line_type, 'goods') = 'goods'"
    ),
    fails=(
        "abs(t.net_amount - (t.quantity * t.unit_price - coalesce(t.line_discount, 0))) > greatest(0.02, "
        "0.005 * abs(t.quantity), 0.001 * abs(t.net_amount))"
    ),
    reason=Text(
        de="Menge, Preis oder Betrag stimmt nicht; Umsatz und Absatz widersprechen sich.",
        en="Quantity, price or amount is wrong; revenue and units contradict each other.",
    ),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"order_line": [{"quantity": 3, "unit_price": 10, "net_amount": 10}]},
    good={"order_line": [{"quantity": 3, "unit_price": 10, "line_discount": 1, "net_amount": 29}]},
)

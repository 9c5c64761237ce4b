"""Lines of which more came back than was sold."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Positionen, von denen mehr zurückkam als verkauft wurde", en="Lines of which more came back than was sold"
    ),
    table="order_line",
    field="returned_quantity",
    dimension="consistency",
    severity="wrong_number",
    where="t.returned_quantity IS NOT NULL AND t.quantity IS NOT NULL",
    fails="t.returned_quantity > t.quantity",
    reason=Text(de="Die Rückgabequote wird zu groß.", en="The return rate comes out too high."),
    advice=Text(
        de="Berichtigen Sie die Zeilen im Quellsystem und laden Sie den Export neu.",
        en="Correct the rows in the source system and load the export again.",
    ),
    bad={"order_line": [{"quantity": 1, "returned_quantity": 2}]},
    good={"order_line": [{"quantity": 2, "returned_quantity": 2}]},
)

"""Orders without lines and without amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bestellungen ohne Positionen und ohne Betrag", en="Orders without lines and without amount"),
    table="order",
    field="net_amount",
    dimension="completeness",
    severity="wrong_number",
    where="coalesce(t.document_kind, 'order') = 'order'",
    fails=(
        "t.net_amount IS NULL AND t.gross_amount IS NULL AND t.order_id NOT IN (SELECT order_id FROM "
        "order_line WHERE order_id IS NOT NULL)"
    ),
    reason=Text(
        de=("Sie zählen als Bestellung, tragen aber nichts zum Umsatz bei; der mittlere Bestellwert wird zu klein."),
        en="They count as orders but add no revenue; the mean order value comes out too low.",
    ),
    advice=Text(
        de="Laden Sie auch die Datei mit den Positionen, oder ordnen Sie die Betragsspalte zu.",
        en="Load the file with the lines too, or map the column with the amount.",
    ),
    bad={
        "order": [{"order_id": 1, "net_amount": 10}, {"order_id": 2}, {"order_id": 3}],
        "order_line": [{"order_id": 3, "net_amount": 5}],
    },
    good={"order": [{"order_id": 3}], "order_line": [{"order_id": 3, "net_amount": 5}]},
)

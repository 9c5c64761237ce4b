"""Lines without an order."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Positionen ohne Bestellung", en="Lines without an order"),
    table="order_line",
    field="order_id",
    dimension="consistency",
    severity="wrong_number",
    fails='t.order_id IS NULL OR t.order_id NOT IN (SELECT order_id FROM "order")',
    reason=Text(
        de="Nur die Bestellung weiß, wann verkauft wurde; der Umsatz der Zeile fehlt in jedem Zeitraum.",
        en="Only the order knows when it was sold; the revenue of the line is missing from each period.",
    ),
    advice=Text(
        de="Laden Sie auch die Tabelle, auf die verwiesen wird, oder prüfen Sie die Nummern.",
        en="Load the table it refers to as well, or check the numbers.",
    ),
    bad={"order_line": [{"order_id": 9}], "order": [{"order_id": 1}]},
    good={"order_line": [{"order_id": 1}], "order": [{"order_id": 1}]},
)

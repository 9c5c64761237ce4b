"""Orders whose amount is not the sum of their lines."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Bestellungen, deren Betrag nicht der Summe der Positionen entspricht",
        en="Orders whose amount is not the sum of their lines",
    ),
    table="order",
    field="net_amount",
    dimension="consistency",
    severity="doubtful",
    where="t.net_amount IS NOT NULL AND t.order_id IN (SELECT order_id FROM order_line WHERE net_amount IS NOT NULL)",
    # some systems count shipping and fees into the order's amount, some do not
    fails=(
        "least(abs(t.net_amount - (SELECT sum(l.net_amount) FROM order_line l WHERE l.order_id = t.order_id)), "
        "abs(t.net_amount - coalesce((SELECT sum(l.net_amount) FROM order_line l WHERE l.order_id = t.order_id "
        "AND coalesce(l.line_type, 'goods') IN ('goods', 'discount')), 0))) > 0.05"
    ),
    reason=Text(
        de="Der Umsatz wird aus den Positionen gerechnet; fehlt eine, ist er zu klein.",
        en="Revenue is computed from the lines; if one is missing, it is too low.",
    ),
    advice=Text(
        de="Prüfen Sie an den Beispielen, ob Positionen fehlen oder brutto und netto vermischt sind.",
        en="Check with the examples whether lines are missing or gross and net are mixed.",
    ),
    bad={"order": [{"order_id": 1, "net_amount": 30}], "order_line": [{"order_id": 1, "net_amount": 10}]},
    good={
        "order": [{"order_id": 1, "net_amount": 30}],
        "order_line": [{"order_id": 1, "net_amount": 10}, {"order_id": 1, "net_amount": 20}],
    },
)

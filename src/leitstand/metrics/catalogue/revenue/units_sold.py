"""Units sold, less those that came back."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Verkaufte Menge", en="Units sold"),
    question=Text(de="Wie viele Stück oder Leistungen wurden verkauft?", en="How many products or services were sold?"),
    formula=Text(
        de="Menge der Warenpositionen − Rückgaben laut Position (nach Bestelldatum) − erstattete Menge (nach "
        "Erstattungsdatum)",
        en="Quantity of goods lines − returns noted on the line (by order date) − quantity refunded (by refund date)",
    ),
    caveat=Text(
        de="Nur innerhalb einer Mengeneinheit sinnvoll: Stunden und Stück lassen sich nicht addieren. Steht "
        "eine Rückgabe schon an der Position, zählt die Erstattung derselben Bestellung nicht noch einmal.",
        en="Only meaningful within one unit of measure: hours and pieces do not add up. Where the line "
        "already notes a return, the refund of the same order does not count again.",
    ),
    kind=Sum(("sold_quantity", "-refunded_quantity")),
    unit="units",
    direction="up",
    dimensions={
        "category",
        "channel",
        "country",
        "document_kind",
        "first_order_month",
        "new_existing",
        "product",
        "region",
        "segment",
        "size_band",
        "team",
    },
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-03-05"},
                    {"ordered_at": "2024-03-06"},
                    {"ordered_at": "2024-03-07", "status": "cancelled"},
                ],
                "order_line": [
                    {"order_id": 1, "quantity": 10, "returned_quantity": 2},
                    {"order_id": 2, "quantity": 5},
                    {"order_id": 3, "quantity": 7},
                    {"order_id": 2, "line_type": "shipping", "quantity": 1},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=13,
            sum=Text(
                de="(10 − 2) + 5; Stornos und Versand zählen nicht",
                en="(10 − 2) + 5; cancelled and shipping do not count",
            ),
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05"}, {"ordered_at": "2024-03-06"}],
                "order_line": [{"order_id": 1, "quantity": 10, "returned_quantity": 2}, {"order_id": 2, "quantity": 5}],
                "refund": [
                    {"order_id": 1, "refunded_at": "2024-03-09", "quantity": 2},
                    {"order_id": 2, "refunded_at": "2024-03-09", "quantity": 3},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=10,
            sum=Text(
                de="(10 − 2) + (5 − 3): die Rückgabe zu Bestellung 1 steht schon in ihrer Position",
                en="(10 − 2) + (5 − 3): the return of order 1 is already on its line",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

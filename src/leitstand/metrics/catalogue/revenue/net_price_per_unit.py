"""What one unit brings after discounts and refunds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Nettoerlös je Stück", en="Net price per unit"),
    question=Text(
        de="Wie viel bringt ein Stück nach Rabatten und Erstattungen?",
        en="How much does one unit bring after discounts and refunds?",
    ),
    formula=Text(de="Nettoumsatz / verkaufte Menge", en="Net revenue / units sold"),
    caveat=Text(
        de="Ändert sich auch ohne Preisänderung, wenn andere Produkte gekauft werden.",
        en="Changes without any price change where other products are bought.",
    ),
    kind=Ratio(("sales_amount", "-refund_amount"), ("sold_quantity", "-refunded_quantity")),
    unit="currency",
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
    min_sample=1,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05"}],
                "order_line": [
                    {"order_id": 1, "quantity": 4, "net_amount": 50},
                    {"order_id": 1, "line_type": "discount", "net_amount": -10},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=10,
            sum=Text(de="(50 − 10) / 4 Stück", en="(50 − 10) / 4 units"),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

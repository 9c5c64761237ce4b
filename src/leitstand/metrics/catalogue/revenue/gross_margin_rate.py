"""What is left of revenue after the cost of the goods."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

MOST_WITHOUT_COST = 0.05


def margin(
    sales: float | None, uncosted: float | None, cost: float | None, refunds: float | None, days: int
) -> tuple[float, float] | None:
    """Margin and revenue; None where too little of the cost is known."""
    if not sales or sales <= 0 or abs(uncosted or 0.0) > MOST_WITHOUT_COST * sales:
        return None
    revenue = sales - (uncosted or 0.0) - (refunds or 0.0)
    return None if revenue <= 0 else (revenue - (cost or 0.0), revenue)


METRIC = Metric(
    title=Text(de="Rohertragsquote", en="Gross margin rate"),
    question=Text(
        de="Welcher Anteil des Umsatzes bleibt nach den Warenkosten?",
        en="What share of revenue is left after the cost of goods?",
    ),
    formula=Text(
        de="(Nettoumsatz − Kosten der verkauften Ware) / Nettoumsatz, nur Positionen mit bekannten Kosten",
        en="(Net revenue − cost of goods sold) / net revenue, only lines with known cost",
    ),
    caveat=Text(
        de="Zu wenig Daten, wenn die Kosten für mehr als 5 % des Umsatzes fehlen. Erstattungen mindern den "
        "Ertrag voll, auch wenn die Ware zurück ins Lager kam.",
        en="Not enough data where cost is missing for more than 5 % of revenue. Refunds lower the margin in "
        "full, even where the goods went back to stock.",
    ),
    kind=Derived(
        {
            "sales": Input("sales_amount"),
            "uncosted": Input("uncosted_sales_amount", optional=True),
            "cost": Input("goods_cost_amount"),
            "refunds": Input("refund_amount", optional=True),
        },
        margin,
    ),
    unit="ratio",
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
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05"}],
                "order_line": [
                    {"order_id": 1, "net_amount": 100, "cost_amount": 60},
                    {"order_id": 1, "net_amount": 50, "cost_amount": 20},
                    {"order_id": 1, "line_type": "discount", "net_amount": -10},
                ],
                "refund": [{"refunded_at": "2024-03-20", "amount": 20}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.3333333333333333,
            sum=Text(
                de="Umsatz 100 + 50 − 10 − 20 = 120, Kosten 80: 40 / 120",
                en="Revenue 100 + 50 − 10 − 20 = 120, cost 80: 40 / 120",
            ),
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05"}],
                "order_line": [
                    {"order_id": 1, "net_amount": 100, "cost_amount": 60},
                    {"order_id": 1, "net_amount": 10},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="Bei 10 von 110 fehlen die Kosten, mehr als 5 %",
                en="Cost is missing for 10 of 110, more than 5 %",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

"""Net revenue with known customers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Nettoumsatz mit bekannten Kund:innen", en="Net revenue with known customers"),
    question=Text(
        de="Wie viel Umsatz lässt sich Kund:innen zuordnen?", en="How much revenue can be assigned to customers?"
    ),
    formula=Text(
        de="Nettoumsatz aus Bestellungen und Erstattungen mit bekannter Kundennummer",
        en="Net revenue of orders and refunds with a known customer",
    ),
    caveat=Text(
        de="Nur dieser Teil lässt sich nach Kundenverhalten zerlegen. Eine Erstattung ohne eigene "
        "Kundennummer gehört zum Besteller der erstatteten Bestellung.",
        en="Only this part can be explained by customer behaviour. A refund without a customer of its own "
        "belongs to the customer of the refunded order.",
    ),
    kind=Sum(("identified_sales_amount", "-identified_refund_amount")),
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
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05", "customer_key": 1}, {"ordered_at": "2024-03-06"}],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 40}],
                "refund": [
                    {"refunded_at": "2024-03-20", "amount": 10, "order_id": 1},
                    {"refunded_at": "2024-03-20", "amount": 5},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=90,
            sum=Text(
                de="100 − 10 (Erstattung zu Bestellung 1, also von Kund:in 1)",
                en="100 − 10 (refund of order 1, so of customer 1)",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

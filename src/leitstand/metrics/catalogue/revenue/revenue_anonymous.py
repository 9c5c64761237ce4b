"""Net revenue without a known customer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Nettoumsatz ohne bekannte Kund:innen", en="Net revenue without a known customer"),
    question=Text(
        de="Wie viel Umsatz lässt sich niemandem zuordnen?", en="How much revenue can be assigned to nobody?"
    ),
    formula=Text(
        de="Nettoumsatz aus Bestellungen und Erstattungen ohne bekannte Kundennummer",
        en="Net revenue of orders and refunds without a known customer",
    ),
    caveat=Text(
        de="Ein hoher Anteil macht jede Aussage über Kund:innen unsicher.",
        en="A large share makes every statement about customers uncertain.",
    ),
    kind=Sum(("anonymous_sales_amount", "-anonymous_refund_amount")),
    unit="currency",
    direction="context",
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
            value=35,
            sum=Text(
                de="40 − 5; Bestellung 1 und ihre Erstattung haben eine Kund:in",
                en="40 − 5; order 1 and its refund have a customer",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

"""Average order value of known customers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Bestellwert bekannter Kund:innen", en="Order value of known customers"),
    question=Text(
        de="Wie viel bringt eine Bestellung bekannter Kund:innen?",
        en="How much does one order of a known customer bring?",
    ),
    formula=Text(
        de="Nettoumsatz mit bekannten Kund:innen / ihre Bestellungen",
        en="Net revenue with known customers / their orders",
    ),
    caveat=Text(
        de="Weicht vom durchschnittlichen Bestellwert ab, wenn anonyme Bestellungen größer oder kleiner sind."
        " Erstattungen zählen an ihrem eigenen Datum.",
        en="Differs from the average order value where anonymous orders are larger or smaller. Refunds count "
        "at their own date.",
    ),
    kind=Ratio(("identified_sales_amount", "-identified_refund_amount"), "identified_order_count"),
    unit="currency",
    direction="up",
    dimensions={
        "channel",
        "country",
        "document_kind",
        "first_order_month",
        "new_existing",
        "region",
        "segment",
        "size_band",
        "team",
    },
    min_sample=1,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-03-05", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 2},
                    {"ordered_at": "2024-03-08"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 60},
                    {"order_id": 3, "net_amount": 500},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=80,
            sum=Text(
                de="(100 + 60) / 2; die anonyme Bestellung über 500 bleibt außen vor",
                en="(100 + 60) / 2; the anonymous order of 500 stays out",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

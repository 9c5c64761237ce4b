"""Average revenue per active customer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Durchschnittlicher Umsatz je Kund:in", en="Average revenue per customer"),
    question=Text(
        de="Wie viel bringt eine aktive Kundin, ein aktiver Kunde?", en="How much does one active customer bring?"
    ),
    formula=Text(
        de="Nettoumsatz mit bekannten Kund:innen / aktive Kund:innen",
        en="Net revenue with known customers / active customers",
    ),
    caveat=Text(
        de="Steigt auch, wenn kleine Kund:innen gehen: immer zusammen mit der Zahl aktiver Kund:innen lesen. "
        "Wenige große prägen den Durchschnitt.",
        en="Rises too when small customers leave: always read it with the number of active customers. A few "
        "large ones shape the mean.",
    ),
    kind=Ratio(("identified_sales_amount", "-identified_refund_amount"), "active_customer_count"),
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
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-07", "customer_key": 2},
                    {"ordered_at": "2024-03-08"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 50},
                    {"order_id": 3, "net_amount": 50},
                    {"order_id": 4, "net_amount": 900},
                ],
                "refund": [{"refunded_at": "2024-03-20", "amount": 20, "customer_key": 2}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=90,
            sum=Text(
                de="(100 + 50 + 50 − 20) / 2 Kund:innen; die anonymen 900 bleiben außen vor",
                en="(100 + 50 + 50 − 20) / 2 customers; the anonymous 900 stay out",
            ),
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-02-05", "customer_key": 1},
                    {"ordered_at": "2024-03-07", "customer_key": 2},
                ],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 50}],
                "refund": [{"refunded_at": "2024-03-20", "amount": 30, "customer_key": 1}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=20,
            sum=Text(
                de="(50 − 30) / 1: Kund:in 1 bekam im März Geld zurück, kaufte im März aber nicht",
                en="(50 − 30) / 1: customer 1 got money back in March but did not buy in March",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

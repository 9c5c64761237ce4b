"""How much of revenue comes from customers who had bought before the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Umsatzanteil Bestandskund:innen", en="Revenue share of existing customers"),
    question=Text(
        de="Welcher Anteil des Umsatzes kommt von Kund:innen, die schon vor dem Zeitraum gekauft hatten?",
        en="What share of revenue comes from customers who had bought before the period?",
    ),
    formula=Text(
        de="Nettoumsatz der Kund:innen mit erster Bestellung vor Beginn des Zeitraums / Nettoumsatz",
        en="Net revenue of customers whose first order was before the period / net revenue",
    ),
    caveat=Text(
        de="Für sich weder gut noch schlecht: Wachstum braucht beides. Umsatz ohne bekannte Kund:innen zählt "
        "nur im Nenner; kurz nach Beginn der Daten ist der Anteil zu klein.",
        en="Neither good nor bad by itself: growth needs both. Revenue without a known customer counts only "
        "in the denominator; soon after the data begin the share is too small.",
    ),
    kind=Ratio(
        ("existing_sales_amount", "-existing_refund_amount"), ("sales_amount", "-refund_amount"), interval="none"
    ),
    unit="ratio",
    direction="context",
    dimensions={
        "category",
        "channel",
        "country",
        "first_order_month",
        "product",
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
                    {"ordered_at": "2024-02-05", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-07", "customer_key": 2},
                    {"ordered_at": "2024-03-20", "customer_key": 2},
                    {"ordered_at": "2024-03-08"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 5},
                    {"order_id": 2, "net_amount": 60},
                    {"order_id": 3, "net_amount": 30},
                    {"order_id": 4, "net_amount": 10},
                    {"order_id": 5, "net_amount": 20},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.5,
            sum=Text(
                de="60 von 60 + 30 + 10 + 20; Kund:in 2 ist im März neu, auch mit der zweiten Bestellung",
                en="60 of 60 + 30 + 10 + 20; customer 2 is new in March, also with the second order",
            ),
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-02-05", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-07", "customer_key": 2},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 50},
                    {"order_id": 2, "net_amount": 60},
                    {"order_id": 3, "net_amount": 20},
                ],
                "refund": [{"refunded_at": "2024-03-09", "amount": 20, "customer_key": 1}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.6666666666666666,
            sum="(60 − 20) / (60 + 20 − 20)",
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

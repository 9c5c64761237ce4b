"""Average order value: how much does one order bring?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Durchschnittlicher Bestellwert", en="Average order value"),
    question=Text(de="Wie viel bringt eine Bestellung?", en="How much does one order bring?"),
    formula=Text(de="Nettoumsatz / Anzahl Aufträge", en="Net revenue / number of orders"),
    caveat=Text(
        de="Wenige große Bestellungen heben den Durchschnitt; Erstattungen senken ihn in dem Zeitraum, in dem"
        " erstattet wurde.",
        en="A few large orders raise the mean; refunds lower it in the period of the refund.",
    ),
    kind=Ratio(numerator=("sales_amount", "-refund_amount"), denominator="order_count"),
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
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "order": [
                    {"order_id": 1, "ordered_at": "2024-03-05", "customer_key": 1},
                    {"order_id": 2, "ordered_at": "2024-03-09", "customer_key": 2},
                    {"order_id": 3, "ordered_at": "2024-03-09", "status": "cancelled"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 50},
                    {"order_id": 3, "net_amount": 999},
                ],
                "refund": [{"refunded_at": "2024-03-28", "amount": 30, "customer_key": 1}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=60,
            sum=Text(de="(100 + 50 − 30) / 2 Bestellungen", en="(100 + 50 − 30) / 2 orders"),
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2024-02-20"}, {"ordered_at": "2024-03-05"}, {"ordered_at": "2024-03-06"}],
                "order_line": [{"order_id": n, "net_amount": amount} for n, amount in enumerate((100, 80, 80), 1)],
                "refund": [{"order_id": 1, "refunded_at": "2024-03-10", "amount": 100}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=30,
            sum=Text(
                de=(
                    "(80 + 80 − 100) / 2: im März erstattet, im Februar gekauft; deshalb wirkt der März schwächer als "
                    "seine Bestellungen"
                ),
                en="(80 + 80 − 100) / 2: refunded in March, bought in February, so March looks poorer than its orders",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

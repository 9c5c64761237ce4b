"""Revenue lost with customers who did not buy again."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Verlustumsatz", en="Churned revenue"),
    question=Text(
        de="Wie viel Umsatz fehlt, weil Kund:innen ausblieben?",
        en="How much revenue is missing because customers stayed away?",
    ),
    formula=Text(
        de="Σ (Umsatz davor − Umsatz) der Kund:innen mit Umsatz davor und ohne positiven Umsatz jetzt",
        en="Σ (revenue before − revenue) of customers with revenue before and no positive revenue now",
    ),
    caveat=Text(
        de="Im Handel ohne Vertrag heißt das nur: hat im Zeitraum nicht gekauft. Wer gleich danach wieder "
        "kauft, zählt trotzdem.",
        en="In trade without contracts it only means: did not buy in the period. Who buys right after it "
        "counts all the same.",
    ),
    kind=Bridge("churn"),
    unit="currency",
    direction="down",
    dimensions={"category", "channel", "country", "first_order_month", "product", "region", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-01-01", "customer_key": 1},
                    {"ordered_at": "2024-01-01", "customer_key": 2},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 80},
                    {"order_id": 3, "net_amount": 100},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=80,
            sum=Text(de="Kund:in 2 hatte 80 und jetzt nichts", en="Customer 2 had 80 and now nothing"),
            grain="quarter",
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-01-01", "customer_key": 1},
                    {"ordered_at": "2024-04-01", "customer_key": 2},
                ],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 20}],
                "refund": [{"refunded_at": "2024-05-01", "amount": 10, "customer_key": 1}],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=110,
            sum=Text(
                de="Kund:in 1 hatte 100, kaufte nichts und bekam 10 zurück: 100 − (−10)",
                en="Customer 1 had 100, bought nothing and got 10 back: 100 − (−10)",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

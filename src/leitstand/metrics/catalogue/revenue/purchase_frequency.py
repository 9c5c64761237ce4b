"""Orders per active customer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Kauffrequenz", en="Purchase frequency"),
    question=Text(
        de="Wie oft bestellt eine aktive Kundin, ein aktiver Kunde?", en="How often does an active customer order?"
    ),
    formula=Text(
        de="Bestellungen bekannter Kund:innen / aktive Kund:innen", en="Orders of known customers / active customers"
    ),
    caveat=Text(
        de="Wächst von selbst mit der Länge des Zeitraums: nur gleich lange Zeiträume vergleichen. "
        "Bestellungen ohne bekannte Kund:innen zählen nicht.",
        en="Grows by itself with the length of the period: compare only periods of the same length. Orders "
        "without a known customer do not count.",
    ),
    kind=Ratio("identified_order_count", "active_customer_count"),
    unit="quotient",
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
    grains=("quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-03-05", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-08", "customer_key": 2},
                    {"ordered_at": "2024-03-08"},
                    {"ordered_at": "2024-03-08", "customer_key": 2, "status": "cancelled"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="(3 + 1) / 2; die anonyme und die stornierte Bestellung zählen nicht",
                en="(3 + 1) / 2; the anonymous and the cancelled order do not count",
            ),
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-02-05", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-08", "customer_key": 2},
                ]
            },
            start="2024-02-01",
            end="2024-04-01",
            value=1.5,
            sum=Text(
                de="3 Bestellungen / 2 Kund:innen über zwei Monate; jeder Monat für sich ergibt 1",
                en="3 orders / 2 customers over two months; each month alone gives 1",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

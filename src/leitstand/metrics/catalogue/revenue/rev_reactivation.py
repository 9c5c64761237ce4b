"""Revenue of customers who came back after a pause."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Reaktivierungsumsatz", en="Reactivation revenue"),
    question=Text(
        de="Wie viel Umsatz kam von Kund:innen, die nach einer Pause zurückkehrten?",
        en="How much revenue came from customers who returned after a pause?",
    ),
    formula=Text(
        de="Umsatz der Kund:innen ohne Umsatz im Zeitraum davor, die früher schon gekauft haben",
        en="Revenue of customers without revenue in the period before who had bought earlier",
    ),
    caveat=Text(
        de="Bei seltenem Kauf ist die Pause normal und keine Rückkehr.",
        en="Where people buy rarely the pause is normal and no return.",
    ),
    kind=Bridge("reactivation"),
    unit="currency",
    direction="up",
    dimensions={"category", "channel", "country", "first_order_month", "product", "region", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2023-11-01", "customer_key": 1},
                    {"ordered_at": "2024-01-01", "customer_key": 2},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 2},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 10},
                    {"order_id": 2, "net_amount": 100},
                    {"order_id": 3, "net_amount": 30},
                    {"order_id": 4, "net_amount": 100},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=30,
            sum=Text(
                de="Kund:in 1 kaufte im November, nicht im ersten Quartal, und für 30 im zweiten",
                en="Customer 1 bought in November, not in Q1, and 30 in Q2",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

"""Complaint rate by customers: how many complaints come with a thousand active customers?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Beschwerden je 1000 aktive Kund:innen", en="Complaints per 1000 active customers"),
    question=Text(
        de="Wie viele Beschwerden kommen auf 1000 aktive Kund:innen?",
        en="How many complaints come with 1000 active customers?",
    ),
    formula=Text(
        de="Beschwerden / Kund:innen mit Bestellung im Zeitraum × 1000",
        en="Complaints / customers with an order in the period × 1000",
    ),
    caveat=Text(
        de="Es können sich auch Kund:innen beschweren, die im Zeitraum nichts bestellt haben; in kurzen Zeiträumen "
        "ist die Quote deshalb höher.",
        en="Customers who ordered nothing in the period may complain too; in short periods the rate is therefore "
        "higher.",
    ),
    kind=Ratio("complaint_count", "active_customer_count", scale=1000),
    unit="per_thousand",
    direction="down",
    dimensions={"channel", "country", "region", "segment"},
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-02", "is_complaint": True},
                    {"created_at": "2024-03-03", "is_complaint": True},
                ],
                "order": [{"ordered_at": "2024-03-01", "customer_key": k} for k in range(1, 41) for _ in range(2)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=50,
            sum=Text(
                de="2 Beschwerden / 40 Kund:innen × 1000; zwei Bestellungen derselben Kund:in zählen einmal",
                en="2 complaints / 40 customers × 1000; two orders of one customer count once",
            ),
        ),
    ],
    source="ISO 10002:2018, Guidelines for complaints handling in organizations",
)

"""Complaint rate: how many complaints come with a thousand orders?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Beschwerdequote", en="Complaint rate"),
    question=Text(
        de="Wie viele Beschwerden kommen auf 1000 Aufträge?", en="How many complaints come with 1000 orders?"
    ),
    formula=Text(
        de="Beschwerden (nach Eingang) / Aufträge (nach Bestelldatum) × 1000",
        en="Complaints (by day received) / orders (by order date) × 1000",
    ),
    caveat=Text(
        de="Beschwerden betreffen oft Bestellungen eines früheren Zeitraums: Nach starken Verkäufen wirkt die Quote "
        "erst zu niedrig, dann zu hoch. Der Vertriebsweg einer Beschwerde ist der ihrer Bestellung.",
        en="Complaints often concern orders of an earlier period: after strong sales the rate looks too low first, "
        "too high later. A complaint's channel is that of its order.",
    ),
    kind=Ratio("complaint_count", "order_count", scale=1000),
    unit="per_thousand",
    direction="down",
    dimensions={"channel", "country", "region", "segment"},
    grains=("week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-02", "is_complaint": True},
                    {"created_at": "2024-03-03", "type": "question"},
                ],
                "order": [{"ordered_at": "2024-03-01"} for _ in range(50)]
                + [{"ordered_at": "2024-03-01", "status": "cancelled"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=20,
            sum=Text(
                de="1 Beschwerde / 50 Bestellungen × 1000; die stornierte Bestellung zählt nicht",
                en="1 complaint / 50 orders × 1000; the cancelled order does not count",
            ),
        ),
        Example(
            rows={
                "ticket": [{"created_at": "2024-03-02", "is_complaint": True, "order_id": 1, "channel": "email"}],
                "order": [{"order_id": 1, "ordered_at": "2024-02-20", "channel": "web"}]
                + [{"ordered_at": "2024-03-01", "order_id": k, "channel": "web"} for k in range(2, 42)]
                + [{"ordered_at": "2024-03-01", "order_id": k, "channel": "store"} for k in range(42, 82)],
            },
            start="2024-03-01",
            end="2024-04-01",
            by=("channel",),
            cell=("web",),
            value=25,
            sum=Text(
                de="Die Beschwerde per E-Mail betrifft eine Webbestellung: 1 / 40 × 1000",
                en="The complaint by e-mail is on a web order: 1 / 40 × 1000",
            ),
        ),
    ],
    source="ISO 10002:2018, Guidelines for complaints handling in organizations",
)

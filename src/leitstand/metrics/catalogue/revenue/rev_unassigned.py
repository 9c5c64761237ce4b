"""Change of the revenue without a known customer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Nicht zugeordnete Veränderung", en="Unassigned change"),
    question=Text(
        de="Wie veränderte sich der Umsatz ohne bekannte Kund:innen?",
        en="How did the revenue without a known customer change?",
    ),
    formula=Text(
        de="Umsatz − Umsatz davor, ohne bekannte Kundennummer", en="Revenue − revenue before, without a known customer"
    ),
    caveat=Text(
        de="Ist dieser Teil groß, erklären die übrigen Teile der Brücke wenig.",
        en="Where this part is large, the other parts of the bridge explain little.",
    ),
    kind=Bridge("unassigned"),
    unit="currency",
    direction="context",
    dimensions={"category", "channel", "country", "first_order_month", "product", "region", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-01-01"},
                    {"ordered_at": "2024-05-01"},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 25},
                    {"order_id": 2, "net_amount": 20},
                    {"order_id": 3, "net_amount": 70},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=-5,
            sum=Text(de="20 − 25; Kund:in 1 ist bekannt", en="20 − 25; customer 1 is known"),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

"""Revenue of customers who had never bought before."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Neuumsatz", en="New revenue"),
    question=Text(
        de="Wie viel Umsatz kam von Kund:innen, die vorher nie gekauft hatten?",
        en="How much revenue came from customers who had never bought before?",
    ),
    formula=Text(
        de="Umsatz der Kund:innen, deren erste Bestellung im Zeitraum liegt",
        en="Revenue of customers whose first order lies in the period",
    ),
    caveat=Text(
        de="Wer vor Beginn der Daten gekauft hat, gilt fälschlich als neu: Die ersten Zeiträume überschätzen "
        "den Neuumsatz.",
        en="Whoever bought before the data begin wrongly counts as new: the first periods overstate it.",
    ),
    kind=Bridge("new"),
    unit="currency",
    direction="up",
    dimensions={"category", "channel", "country", "first_order_month", "product", "region", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-01-01", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 2},
                    {"ordered_at": "2024-06-01", "customer_key": 2},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 150},
                    {"order_id": 3, "net_amount": 40},
                    {"order_id": 4, "net_amount": 30},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=70,
            sum=Text(
                de="Kund:in 2: 40 + 30; Kund:in 1 kaufte schon vorher",
                en="Customer 2: 40 + 30; customer 1 bought before",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

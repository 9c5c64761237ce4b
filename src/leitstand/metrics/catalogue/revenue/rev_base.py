"""Revenue before of the customers whose retention is looked at."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Ausgangsumsatz der Kund:innen", en="Base revenue of customers"),
    question=Text(
        de="Wie viel Umsatz brachten im Zeitraum davor die Kund:innen, deren Bindung betrachtet wird?",
        en="How much revenue did the customers bring in the period before whose retention is looked at?",
    ),
    formula=Text(
        de="Umsatz davor der Kund:innen, bei denen er positiv war",
        en="Revenue before of customers where it was positive",
    ),
    caveat=Text(
        de="Hängt von der Länge des Zeitraums ab: Quartale ergeben zusammen nicht das Jahr. Verglichen wird "
        "mit dem Zeitraum davor, den die Daten ganz abdecken müssen.",
        en="Depends on the length of the period: quarters do not add up to the year. The base is the period "
        "before, which the data must cover in full.",
    ),
    kind=Bridge("start"),
    unit="currency",
    direction="context",
    dimensions={"category", "channel", "country", "first_order_month", "product", "region", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-01-01", "customer_key": 1},
                    {"ordered_at": "2024-01-01", "customer_key": 2},
                    {"ordered_at": "2024-01-01"},
                    {"ordered_at": "2024-05-01", "customer_key": 3},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 80},
                    {"order_id": 3, "net_amount": 25},
                    {"order_id": 4, "net_amount": 40},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=180,
            sum=Text(
                de="100 + 80; anonymer und neuer Umsatz gehören nicht dazu",
                en="100 + 80; anonymous and new revenue do not belong to it",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

"""What of the base revenue was kept, without growth."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Gehaltener Umsatz", en="Kept revenue"),
    question=Text(
        de="Wie viel des Ausgangsumsatzes blieb, ohne Mehrumsatz?",
        en="How much of the base revenue was kept, not counting growth?",
    ),
    formula=Text(
        de="Σ kleinerer Wert aus Umsatz und Umsatz davor, mindestens 0, der Kund:innen mit Umsatz davor",
        en="Σ the smaller of revenue and revenue before, at least 0, of customers with revenue before",
    ),
    caveat=Text(
        de="Hängt von der Länge des Zeitraums ab: Quartale ergeben zusammen nicht das Jahr. Verglichen wird "
        "mit dem Zeitraum davor, den die Daten ganz abdecken müssen.",
        en="Depends on the length of the period: quarters do not add up to the year. The base is the period "
        "before, which the data must cover in full.",
    ),
    kind=Bridge("kept"),
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
                    {"ordered_at": "2024-01-01", "customer_key": 2},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 2},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 80},
                    {"order_id": 3, "net_amount": 150},
                    {"order_id": 4, "net_amount": 50},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=150,
            sum=Text(de="min(100; 150) + min(80; 50)", en="min(100, 150) + min(80, 50)"),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

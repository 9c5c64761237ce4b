"""What customers bought more than in the period before."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Mehrumsatz", en="Expansion"),
    question=Text(
        de="Um wie viel haben Kund:innen mehr gekauft als im Zeitraum davor?",
        en="By how much did customers buy more than in the period before?",
    ),
    formula=Text(
        de="Σ (Umsatz − Umsatz davor) der Kund:innen mit Umsatz in beiden Zeiträumen, die mehr kauften",
        en="Σ (revenue − revenue before) of customers with revenue in both periods who bought more",
    ),
    caveat=Text(
        de="Hängt von der Länge des Zeitraums ab: Quartale ergeben zusammen nicht das Jahr. Verglichen wird "
        "mit dem Zeitraum davor, den die Daten ganz abdecken müssen.",
        en="Depends on the length of the period: quarters do not add up to the year. The base is the period "
        "before, which the data must cover in full.",
    ),
    kind=Bridge("expansion"),
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
            value=50,
            sum=Text(
                de="Kund:in 1: 150 − 100; Kund:in 2 kaufte weniger",
                en="Customer 1: 150 − 100; customer 2 bought less",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

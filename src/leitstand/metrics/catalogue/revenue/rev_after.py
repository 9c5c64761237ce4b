"""What the customers of the period before bring now."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Heutiger Umsatz der Kund:innen von davor", en="Present revenue of the customers before"),
    question=Text(
        de="Wie viel bringen die Kund:innen des Zeitraums davor jetzt?",
        en="How much do the customers of the period before bring now?",
    ),
    formula=Text(
        de="Umsatz der Kund:innen, die im Zeitraum davor positiven Umsatz hatten",
        en="Revenue of customers who had positive revenue in the period before",
    ),
    caveat=Text(
        de="Hängt von der Länge des Zeitraums ab: Quartale ergeben zusammen nicht das Jahr. Verglichen wird "
        "mit dem Zeitraum davor, den die Daten ganz abdecken müssen.",
        en="Depends on the length of the period: quarters do not add up to the year. The base is the period "
        "before, which the data must cover in full.",
    ),
    kind=Bridge("after"),
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
                    {"ordered_at": "2024-05-01", "customer_key": 3},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 80},
                    {"order_id": 3, "net_amount": 150},
                    {"order_id": 4, "net_amount": 40},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=150,
            sum=Text(
                de="Kund:in 1 bringt 150, Kund:in 2 nichts; Kund:in 3 ist neu",
                en="Customer 1 brings 150, customer 2 nothing; customer 3 is new",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

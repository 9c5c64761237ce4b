"""What customers bought less than in the period before, without leaving."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Minderumsatz", en="Contraction"),
    question=Text(
        de="Um wie viel haben Kund:innen weniger gekauft, ohne ganz auszubleiben?",
        en="By how much did customers buy less without staying away?",
    ),
    formula=Text(
        de="Σ (Umsatz davor − Umsatz) der Kund:innen mit Umsatz in beiden Zeiträumen, die weniger kauften",
        en="Σ (revenue before − revenue) of customers with revenue in both periods who bought less",
    ),
    caveat=Text(
        de="Hängt von der Länge des Zeitraums ab: Quartale ergeben zusammen nicht das Jahr. Verglichen wird "
        "mit dem Zeitraum davor, den die Daten ganz abdecken müssen.",
        en="Depends on the length of the period: quarters do not add up to the year. The base is the period "
        "before, which the data must cover in full.",
    ),
    kind=Bridge("contraction"),
    unit="currency",
    direction="down",
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
            value=30,
            sum=Text(de="Kund:in 2: 80 − 50", en="Customer 2: 80 − 50"),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

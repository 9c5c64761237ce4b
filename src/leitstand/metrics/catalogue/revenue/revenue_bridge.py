"""Change of net revenue from the period before, which its parts explain in full."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Umsatzveränderung (Umsatzbrücke)", en="Change of revenue (revenue bridge)"),
    question=Text(
        de="Um welchen Betrag hat sich der Umsatz gegenüber dem Zeitraum davor verändert?",
        en="By what amount has revenue changed from the period before?",
    ),
    formula=Text(
        de="Neu + Reaktivierung + Mehrumsatz − Minderumsatz − Verlust + nur Erstattung + nicht zugeordnet",
        en="New + reactivation + expansion − contraction − churn + refund only + unassigned",
    ),
    caveat=Text(
        de="Hängt von der Länge des Zeitraums ab: Quartale ergeben zusammen nicht das Jahr. Verglichen wird "
        "mit dem Zeitraum davor, den die Daten ganz abdecken müssen.",
        en="Depends on the length of the period: quarters do not add up to the year. The base is the period "
        "before, which the data must cover in full.",
    ),
    kind=Bridge("change"),
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
                    {"ordered_at": "2024-02-01", "customer_key": 2},
                    {"ordered_at": "2024-02-01", "customer_key": 3},
                    {"ordered_at": "2024-02-01"},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 2},
                    {"ordered_at": "2024-05-01", "customer_key": 4},
                    {"ordered_at": "2024-05-01"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 100},
                    {"order_id": 2, "net_amount": 80},
                    {"order_id": 3, "net_amount": 40},
                    {"order_id": 4, "net_amount": 25},
                    {"order_id": 5, "net_amount": 150},
                    {"order_id": 6, "net_amount": 50},
                    {"order_id": 7, "net_amount": 70},
                    {"order_id": 8, "net_amount": 20},
                ],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=45,
            sum=Text(
                de="2. Quartal 150 + 50 + 70 + 20 = 290 abzüglich 1. Quartal 100 + 80 + 40 + 25 = 245",
                en="Q2 150 + 50 + 70 + 20 = 290 less Q1 100 + 80 + 40 + 25 = 245",
            ),
            grain="quarter",
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-02-15", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                ],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 150}],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=None,
            sum=Text(
                de="Die Daten beginnen mitten im ersten Quartal: keine volle Basis",
                en="The data begin in the middle of the first quarter: no full base",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)

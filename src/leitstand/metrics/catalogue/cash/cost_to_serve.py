"""Cost to serve: what serving an active customer cost."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Betreuungskosten je Kunde", en="Cost to serve"),
    question=Text(
        de="Was kostet die Betreuung je aktiver Kundin und aktivem Kunden?",
        en="What does serving cost per active customer?",
    ),
    formula=Text(
        de="Kosten für Service, Lieferung und Streitfälle im Zeitraum / aktive Kund:innen im Zeitraum",
        en="Cost of service, fulfilment and disputes in the period / active customers in the period",
    ),
    caveat=Text(
        de=(
            "Kosten tragen keine Kundennummer: je Segment wären sie nur mit einem Schlüssel "
            "(Bearbeitungsminuten, Positionen) zu verteilen, deshalb gibt es diese Gliederung nicht. Gebuchte "
            "Kosten, nicht Aufwand nach Zeit."
        ),
        en=(
            "Costs carry no customer: by segment they could only be spread by a key (minutes of handling, order"
            " lines), hence there is no such split. Booked cost, not time spent."
        ),
    ),
    kind=Ratio("service_cost_amount", "active_customer_count", interval="none", fixed=("cost_type", "team")),
    unit="currency",
    direction="down",
    dimensions={"cost_type", "team"},
    grains=(
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=10,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05", "customer_key": n % 10} for n in range(20)],
                "cost": [
                    {"booked_on": "2024-03-31", "amount": 300, "cost_type": "service"},
                    {"booked_on": "2024-03-31", "amount": 200, "cost_type": "fulfilment"},
                    {"booked_on": "2024-03-31", "amount": 900, "cost_type": "overhead"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=50,
            sum=Text(
                de="(300 + 200) / 10 Kund:innen mit 20 Bestellungen; Gemeinkosten zählen nicht",
                en="(300 + 200) / 10 customers with 20 orders; overhead does not count",
            ),
        ),
    ],
    source="Kaplan and Anderson, Time-Driven Activity-Based Costing (2007)",
)

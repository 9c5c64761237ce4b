"""Customer acquisition cost: what a new customer cost."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Kundengewinnungskosten (CAC)", en="Customer acquisition cost"),
    question=Text(
        de="Was kostet es, eine neue Kundin oder einen neuen Kunden zu gewinnen?",
        en="What does it cost to win a new customer?",
    ),
    formula=Text(
        de=(
            "Kosten der Kundengewinnung (Werbung, Vertrieb, Werkzeuge) im Zeitraum / neue Kund:innen im "
            "Zeitraum (erste Bestellung)"
        ),
        en=(
            "Cost of acquisition (media, sales staff, tools) in the period / new customers in the period (first order)"
        ),
    ),
    caveat=Text(
        de=(
            "Mischwert aus bezahlter und unbezahlter Gewinnung; Gehälter des Vertriebs gehören dazu. Bei langem"
            " Verkaufszyklus liegen Kosten und Abschluss in verschiedenen Zeiträumen. Nach Kampagne zählt die "
            "Zuordnung der Quelle."
        ),
        en=(
            "Blends paid and unpaid acquisition; sales salaries belong in it. With a long sales cycle cost and "
            "win fall into different periods. By campaign the attribution of the source counts."
        ),
    ),
    kind=Ratio("acquisition_cost_amount", "new_customer_count", interval="none"),
    unit="currency",
    direction="down",
    dimensions={"campaign", "acquisition_channel"},
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
                "order": [
                    {"ordered_at": "2024-02-20", "customer_key": 99},
                    {"ordered_at": "2024-03-20", "customer_key": 99},
                ]
                + [{"ordered_at": "2024-03-05", "customer_key": n} for n in range(10)],
                "cost": [
                    {"booked_on": "2024-03-31", "amount": 600, "cost_type": "acquisition_media"},
                    {"booked_on": "2024-03-31", "amount": 400, "cost_type": "acquisition_sales_staff"},
                    {"booked_on": "2024-03-31", "amount": 5000, "cost_type": "service"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=100,
            sum=Text(
                de="(600 + 400) / 10; Kund:in 99 hatte schon vorher bestellt, Service ist keine Kundengewinnung",
                en="(600 + 400) / 10; customer 99 had ordered before, service is no acquisition",
            ),
        ),
    ],
    source="Blattberg, Getz and Thomas, Customer Equity (2001)",
)

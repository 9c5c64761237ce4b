"""CAC payback: in which month customers have paid back what winning them cost."""

from collections.abc import Mapping

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

UNKNOWN = 0.05
LEAST_CUSTOMERS = 10

TOO_FEW_COSTS = Text(
    de="Für mehr als 5 % der Verkäufe sind die Kosten der Ware unbekannt.",
    en="The cost of goods is unknown for more than 5 % of sales.",
)
NOT_YET = Text(
    de="Die Gewinnungskosten sind noch nicht wieder eingebracht.",
    en="The cost of acquisition has not been brought back yet.",
)
NO_COST = Text(
    de="Für den Zeitraum sind keine Gewinnungskosten gebucht.", en="No cost of acquisition is booked for the period."
)


def payback(
    spent: float | None,
    customers: float | None,
    sales: float | None,
    uncosted: float | None,
    margin: Mapping[str, float] | None,
    days: int,
) -> tuple[float, float] | Text | None:
    if not customers or customers < LEAST_CUSTOMERS or not margin:
        return None
    if not spent:
        return NO_COST
    if (uncosted or 0) > UNKNOWN * (sales or 0):
        return TOO_FEW_COSTS
    total = 0.0
    for month, amount in sorted((int(month), amount or 0) for month, amount in margin.items()):
        total += amount
        if total >= spent:
            return month, 1
    return NOT_YET


METRIC = Metric(
    title=Text(de="Amortisationsdauer der Kundengewinnung", en="CAC payback"),
    question=Text(
        de="Nach wie vielen Monaten haben neue Kund:innen ihre Gewinnungskosten eingebracht?",
        en="After how many months have new customers brought back what winning them cost?",
    ),
    formula=Text(
        de=(
            "Kleinster Monat t seit der ersten Bestellung, bis zu dem der beobachtete Deckungsbeitrag (Verkäufe"
            " − Wareneinsatz − Erstattungen) der im Zeitraum gewonnenen Kund:innen die Gewinnungskosten des "
            "Zeitraums erreicht"
        ),
        en=(
            "Smallest month t since the first order by which the observed margin (sales − cost of goods − "
            "refunds) of the customers won in the period reaches the acquisition cost of the period"
        ),
    ),
    caveat=Text(
        de=(
            "Beobachtet, nicht hochgerechnet: junge Gruppen sind noch nicht so weit und haben keinen Wert; das "
            "ist nicht unendlich. Ohne Wareneinsatz für mehr als 5 % der Verkäufe gibt es keinen Wert."
        ),
        en=(
            "Observed, not projected: young groups are not that far yet and have no value, which is not "
            "infinity. No value where the cost of goods is unknown for more than 5 % of sales."
        ),
    ),
    kind=Derived(
        inputs={
            "spent": Input("acquisition_cost_amount"),
            "customers": Input("new_customer_count"),
            "sales": Input("cohort_sales_amount"),
            "uncosted": Input("cohort_sales_without_cost_amount"),
            "margin": Input("cohort_margin_amount", along="month_of_relation"),
        },
        formula=payback,
    ),
    unit="months",
    direction="down",
    dimensions=frozenset(),
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "total",
    ),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [{"order_id": n, "ordered_at": "2024-01-10", "customer_key": n} for n in range(1, 11)]
                + [
                    {"order_id": 11, "ordered_at": "2024-02-10", "customer_key": 1},
                    {"order_id": 12, "ordered_at": "2024-03-15", "customer_key": 2},
                ],
                "order_line": [{"order_id": n, "net_amount": 50, "cost_amount": 20} for n in range(1, 11)]
                + [
                    {"order_id": 11, "net_amount": 100, "cost_amount": 40},
                    {"order_id": 12, "net_amount": 300, "cost_amount": 100},
                ],
                "cost": [{"booked_on": "2024-01-31", "amount": 500, "cost_type": "acquisition_media"}],
            },
            start="2024-01-01",
            end="2024-02-01",
            value=3,
            sum=Text(
                de="10 × 30 = 300 in Monat 1, + 60 in Monat 2, + 200 in Monat 3 = 560 ≥ 500",
                en="10 × 30 = 300 in month 1, + 60 in month 2, + 200 in month 3 = 560 ≥ 500",
            ),
        ),
        Example(
            rows={
                "order": [{"order_id": n, "ordered_at": "2024-01-10", "customer_key": n} for n in range(1, 11)]
                + [
                    {"order_id": 11, "ordered_at": "2024-02-10", "customer_key": 1},
                    {"order_id": 12, "ordered_at": "2024-03-15", "customer_key": 2},
                ],
                "order_line": [{"order_id": n, "net_amount": 50, "cost_amount": 20} for n in range(1, 11)]
                + [
                    {"order_id": 11, "net_amount": 100, "cost_amount": 40},
                    {"order_id": 12, "net_amount": 300, "cost_amount": 100},
                ],
                "cost": [{"booked_on": "2024-01-31", "amount": 600, "cost_type": "acquisition_media"}],
            },
            start="2024-01-01",
            end="2024-02-01",
            value=None,
            sum=Text(de="560 nach drei Monaten erreichen die 600 nicht", en="560 after three months do not reach 600"),
        ),
    ],
    source="Gupta and Lehmann, Managing Customers as Investments (2005)",
)

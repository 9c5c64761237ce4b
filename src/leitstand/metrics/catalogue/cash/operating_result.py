"""Operating result: revenue less the costs that are known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

UNKNOWN = 0.05
"""Largest share of sales without known cost at which there still is a result."""

TOO_FEW_COSTS = Text(
    de="Für mehr als 5 % der Verkäufe sind die Kosten der Ware unbekannt.",
    en="The cost of goods is unknown for more than 5 % of sales.",
)


def result(
    revenue: float | None,
    sales: float | None,
    uncosted: float | None,
    goods: float | None,
    costs: float | None,
    days: int,
) -> tuple[float, float] | Text | None:
    if revenue is None or not sales or costs is None:
        return None
    if (uncosted or 0) > UNKNOWN * sales:
        return TOO_FEW_COSTS
    return revenue - (goods or 0) - costs, 1


METRIC = Metric(
    title=Text(de="Operatives Ergebnis", en="Operating result"),
    question=Text(
        de="Was bleibt vom Umsatz nach den bekannten Kosten?", en="What remains of revenue after the known costs?"
    ),
    formula=Text(
        de="Nettoumsatz − Kosten der verkauften Ware − gebuchte Kosten der Kundenarbeit (alle Kostenarten)",
        en="Net revenue − cost of goods sold − booked cost of customer work (all cost types)",
    ),
    caveat=Text(
        de=(
            "Enthält nur, was geliefert wird: Wareneinsatz der Bestellungen und die Tabelle Kosten. Miete, "
            "Verwaltung, Abschreibung, Zinsen und Steuern fehlen, solange sie dort nicht gebucht sind. Ohne "
            "Kosten der Ware für mehr als 5 % der Verkäufe gibt es keinen Wert."
        ),
        en=(
            "Holds only what is delivered: cost of goods of orders and the cost table. Rent, administration, "
            "depreciation, interest and tax are missing unless booked there. No value where the cost of goods "
            "is unknown for more than 5 % of sales."
        ),
    ),
    kind=Derived(
        inputs={
            "revenue": Input("revenue_net"),
            "sales": Input("sales_amount"),
            "uncosted": Input("uncosted_sales_amount", optional=True),
            "goods": Input("goods_cost_amount"),
            "costs": Input("cost_amount"),
        },
        formula=result,
    ),
    unit="currency",
    direction="up",
    dimensions=frozenset(),
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"order_id": 1, "ordered_at": "2024-03-05"},
                    {"order_id": 2, "ordered_at": "2024-03-06", "status": "cancelled"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 500, "cost_amount": 200},
                    {"order_id": 2, "net_amount": 90, "cost_amount": 40},
                ],
                "refund": [{"refunded_at": "2024-03-20", "amount": 50}],
                "cost": [
                    {"booked_on": "2024-03-31", "amount": 100, "cost_type": "service"},
                    {"booked_on": "2024-04-01", "amount": 70},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=150,
            sum=Text(
                de="500 − 50 erstattet − 200 Wareneinsatz − 100 Kosten; die stornierte Bestellung zählt nicht",
                en="500 − 50 refunded − 200 cost of goods − 100 costs; the cancelled order does not count",
            ),
        ),
        Example(
            rows={
                "order": [{"order_id": 1, "ordered_at": "2024-03-05"}],
                "order_line": [{"order_id": 1, "net_amount": 500}],
                "cost": [{"booked_on": "2024-03-31", "amount": 100}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(de="was die Ware kostet, ist nicht bekannt", en="what the goods cost is not known"),
        ),
    ],
    source="Own definition, after the nature of expense method of IAS 1",
)

"""Revenue growth against the same period of the year before."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def growth(now: float | None, before: float | None, days: int) -> tuple[float, float] | None:
    """Change and base; a period without any sale has revenue 0."""
    return None if before is None or before <= 0 else ((now or 0.0) - before, before)


METRIC = Metric(
    title=Text(de="Umsatzwachstum zum Vorjahr", en="Revenue growth on the year before"),
    question=Text(
        de="Um wie viel ist der Nettoumsatz gegenüber dem gleichen Zeitraum des Vorjahres gewachsen?",
        en="By how much has net revenue grown on the same period of the year before?",
    ),
    formula=Text(
        de="Nettoumsatz / Nettoumsatz im Vorjahreszeitraum − 1",
        en="Net revenue / net revenue of the same period a year before − 1",
    ),
    caveat=Text(
        de="Ohne Aussage, wenn der Vorjahreswert nicht positiv ist oder die Daten den Vorjahreszeitraum nicht"
        " ganz abdecken. Preis, Menge und Sortiment wirken zusammen; Feiertage wie Ostern verschieben "
        "sich.",
        en="Not stated where the base is not positive or the data do not cover all of the base period. Price,"
        " volume and mix act together; holidays such as Easter move.",
    ),
    kind=Derived({"now": Input("revenue_net"), "before": Input("revenue_net", at="year_before", covered=True)}, growth),
    unit="ratio",
    direction="up",
    dimensions={
        "category",
        "channel",
        "country",
        "document_kind",
        "first_order_month",
        "product",
        "region",
        "segment",
        "size_band",
        "team",
    },
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2023-03-01"}, {"ordered_at": "2024-03-15"}],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 130}],
                "refund": [{"refunded_at": "2024-03-20", "amount": 10}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2,
            sum="(130 − 10) / 100 − 1",
            grain="month",
            as_of="2024-03-31",
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2023-03-01"}, {"ordered_at": "2024-03-15"}],
                "order_line": [{"order_id": 1, "net_amount": 50}, {"order_id": 2, "net_amount": 130}],
                "refund": [{"refunded_at": "2023-03-20", "amount": 60}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="Die Basis ist 50 − 60 = −10: keine Wachstumsrate",
                en="The base is 50 − 60 = −10: no growth rate",
            ),
            grain="month",
            as_of="2024-03-31",
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2023-03-20"}, {"ordered_at": "2024-03-15"}],
                "order_line": [{"order_id": 1, "net_amount": 50}, {"order_id": 2, "net_amount": 130}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="Die Daten beginnen am 20. März 2023: dieser Monat ist keine volle Basis",
                en="The data begin on 20 March 2023: that month is no full base",
            ),
            grain="month",
            as_of="2024-03-31",
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

"""Revenue growth against the period just before."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def growth(now: float | None, before: float | None, days: int) -> tuple[float, float] | None:
    """Change and base; a period without any sale has revenue 0."""
    return None if before is None or before <= 0 else ((now or 0.0) - before, before)


METRIC = Metric(
    title=Text(de="Umsatzwachstum zum Vorzeitraum", en="Revenue growth on the period before"),
    question=Text(
        de="Um wie viel ist der Nettoumsatz gegenüber dem Zeitraum davor gewachsen?",
        en="By how much has net revenue grown on the period just before?",
    ),
    formula=Text(
        de="Nettoumsatz / Nettoumsatz im Zeitraum davor − 1", en="Net revenue / net revenue of the period before − 1"
    ),
    caveat=Text(
        de="Nicht um Saison und Arbeitstage bereinigt: Dezember gegen November sagt wenig über das Geschäft. "
        "Ohne Aussage, wenn der Wert davor nicht positiv oder nicht ganz abgedeckt ist.",
        en="Not adjusted for season and working days: December against November says little about the "
        "business. Not stated where the base is not positive or not fully covered.",
    ),
    kind=Derived({"now": Input("revenue_net"), "before": Input("revenue_net", at="previous", covered=True)}, growth),
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
                "order": [{"ordered_at": "2024-02-01"}, {"ordered_at": "2024-03-15"}],
                "order_line": [{"order_id": 1, "net_amount": 80}, {"order_id": 2, "net_amount": 100}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum="100 / 80 − 1",
            grain="month",
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2024-02-01"}, {"ordered_at": "2024-04-15"}],
                "order_line": [{"order_id": 1, "net_amount": 80}, {"order_id": 2, "net_amount": 100}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=-1,
            sum=Text(de="Im März nichts verkauft: 0 / 80 − 1", en="Nothing sold in March: 0 / 80 − 1"),
            grain="month",
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

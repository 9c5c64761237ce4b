"""Average amount of a deal won."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Durchschnittlicher Auftragswert", en="Mean amount won"),
    question=Text(de="Wie groß ist ein gewonnener Auftrag?", en="How large is a deal won?"),
    formula=Text(de="Gewonnener Betrag / gewonnene Verkaufschancen", en="Amount won / deals won"),
    caveat=Text(
        de="Gewonnene Chancen ohne Betrag senken den Durchschnitt. Wenige große prägen ihn.",
        en="Deals won without an amount lower the mean. A few large ones shape it.",
    ),
    kind=Ratio("won_amount", "deals_won"),
    unit="currency",
    direction="up",
    dimensions={
        "category",
        "competitor",
        "country",
        "deal_source",
        "product",
        "region",
        "segment",
        "size_band",
        "team",
    },
    min_sample=1,
    examples=[
        Example(
            rows={
                "deal": [
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "won", "amount": 100},
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "won", "amount": 300},
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "lost", "amount": 900},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=200,
            sum=Text(
                de="(100 + 300) / 2; die verlorene Verkaufschance zählt nicht",
                en="(100 + 300) / 2; the lost deal does not count",
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

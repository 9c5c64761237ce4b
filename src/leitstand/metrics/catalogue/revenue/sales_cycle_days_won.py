"""How long deals took that were won."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Dauer gewonnener Verkaufschancen", en="Length of deals won"),
    question=Text(de="Wie lange dauerten gewonnene Verkaufschancen?", en="How long did deals take that were won?"),
    formula=Text(
        de="Median der Tage von Anlage bis Abschluss der im Zeitraum gewonnenen Verkaufschancen",
        en="Median days from creation to close of deals won in the period",
    ),
    caveat=Text(
        de="Übergeht offene und verlorene Chancen und ist darum meist zu kurz; für Pläne die Dauer des "
        "Verkaufszyklus verwenden.",
        en="Passes over open and lost deals and is therefore mostly too short; for plans use the sales cycle length.",
    ),
    kind=Quantile("won_deal_days"),
    unit="days",
    direction="down",
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
    min_sample=10,
    examples=[
        Example(
            rows={
                "deal": [{"created_at": "2024-03-01", "closed_at": "2024-03-11", "outcome": "won"} for _ in range(5)]
                + [{"created_at": "2024-03-01", "closed_at": "2024-03-21", "outcome": "won"} for _ in range(5)]
                + [{"created_at": "2024-03-01", "closed_at": "2024-03-30", "outcome": "lost"} for _ in range(5)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=15,
            sum=Text(
                de="Zwischen 10 und 20 Tagen; verlorene Verkaufschancen zählen nicht",
                en="Between 10 and 20 days; lost deals do not count",
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Salesforce, 'Sales cycle length'",
)

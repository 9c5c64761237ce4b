"""Share of the amount of decided deals that was won."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Abschlussquote nach Wert", en="Win rate by value"),
    question=Text(
        de="Welcher Anteil des entschiedenen Auftragswerts wurde gewonnen?",
        en="What share of the decided deal value was won?",
    ),
    formula=Text(
        de="Betrag gewonnener / Betrag aller entschiedenen Verkaufschancen",
        en="Amount of deals won / amount of all decided deals",
    ),
    caveat=Text(
        de="Nur Chancen mit Betrag. Manche Systeme setzen verlorene auf 0 oder leer: Dann ist die Quote zu hoch.",
        en="Only deals with an amount. Some systems set lost ones to 0 or empty: then the rate is too high.",
    ),
    kind=Ratio("won_amount", "decided_amount"),
    unit="ratio",
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
    min_sample=30,
    examples=[
        Example(
            rows={
                "deal": [
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "won", "amount": 100}
                    for _ in range(15)
                ]
                + [
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "lost", "amount": 300}
                    for _ in range(15)
                ]
                + [{"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "lost"} for _ in range(1)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de="1500 / (1500 + 4500); eine verlorene Verkaufschance ohne Betrag zählt nicht",
                en="1500 / (1500 + 4500); a lost deal without an amount does not count",
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Salesforce, 'Win rate'",
)

"""Share of decided deals that were won."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Abschlussquote", en="Win rate"),
    question=Text(
        de="Welcher Anteil der entschiedenen Verkaufschancen wurde gewonnen?",
        en="What share of the decided deals was won?",
    ),
    formula=Text(
        de="Gewonnene / (gewonnene + verlorene + ohne Entscheidung beendete) Verkaufschancen, nach Abschlussdatum",
        en="Deals won / (won + lost + ended without a decision), by closing date",
    ),
    caveat=Text(
        de="Ohne die unentschieden beendeten läge die Quote um 10–15 Punkte höher. Nach Abschlussdatum mischt"
        " sie alte und neue Chancen: auch die Quote nach Anlagemonat ansehen.",
        en="Leaving out those without a decision would raise it by 10–15 points. By closing date it mixes old"
        " and new deals: look at the rate by month of creation too.",
    ),
    kind=Ratio("deals_won", "deals_decided"),
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
                "deal": [{"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "won"} for _ in range(12)]
                + [{"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "lost"} for _ in range(15)]
                + [{"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "no_decision"} for _ in range(3)]
                + [{"created_at": "2024-01-10", "outcome": "open"} for _ in range(9)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.4,
            sum=Text(
                de="12 / (12 + 15 + 3); offene Verkaufschancen zählen nicht",
                en="12 / (12 + 15 + 3); open deals do not count",
            ),
            as_of="2024-03-31",
        ),
        Example(
            rows={
                "deal": [{"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "won"} for _ in range(29)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(de="29 entschiedene Verkaufschancen sind zu wenig", en="29 decided deals are too few"),
            as_of="2024-03-31",
        ),
    ],
    source="Salesforce, 'Win rate'; Corporate Visions (no-decision losses)",
)

"""Share of the deals created in a period that were won by now."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Cohort, Example, Metric

METRIC = Metric(
    title=Text(de="Abschlussquote nach Anlage", en="Win rate by creation"),
    question=Text(
        de="Welcher Anteil der im Zeitraum angelegten Verkaufschancen wurde bisher gewonnen?",
        en="What share of the deals created in the period was won by now?",
    ),
    formula=Text(
        de="Bis heute gewonnene / angelegte Verkaufschancen, nach Anlagedatum",
        en="Deals won by now / deals created, by creation date",
    ),
    caveat=Text(
        de="Junge Zeiträume sind noch nicht reif: Erst 180 Tage nach Ende gilt der Wert als vollständig. Als "
        "gewonnen ohne Datum gemeldete Chancen zählen nicht.",
        en="Recent periods are not ripe: only 180 days after the end the value counts as complete. Deals "
        "closed without a day do not count.",
    ),
    kind=Cohort("deals_created_won", "deals_created", mature_days=180),
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
                "deal": [{"created_at": "2024-03-10", "closed_at": "2024-05-15", "outcome": "won"} for _ in range(9)]
                + [{"created_at": "2024-03-10", "closed_at": "2024-05-15", "outcome": "lost"} for _ in range(11)]
                + [{"created_at": "2024-03-10", "outcome": "open"} for _ in range(10)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.3,
            sum=Text(
                de="9 von 30 angelegten gewonnen; offene zählen als noch nicht gewonnen",
                en="9 won of 30 created; open ones count as not won yet",
            ),
            as_of="2024-12-31",
        ),
    ],
    source="Salesforce, 'Win rate'; cohort form",
)

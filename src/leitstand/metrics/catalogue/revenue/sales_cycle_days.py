"""How long it takes until a deal is decided, open deals taken into account."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Dauer des Verkaufszyklus", en="Sales cycle length"),
    question=Text(
        de="Wie lange dauert es von der Anlage bis zur Entscheidung?",
        en="How long does it take from creation to the decision?",
    ),
    formula=Text(
        de="Median der Tage von Anlage bis Abschluss aller im Zeitraum angelegten Verkaufschancen; offene "
        "zählen als „dauert noch“ (Kaplan–Meier)",
        en="Median days from creation to close of all deals created in the period; open ones count as still "
        "running (Kaplan–Meier)",
    ),
    caveat=Text(
        de="Nur mit Anlagedatum. Ist weniger als die Hälfte entschieden, gibt es noch keinen Median. Der "
        "Median nur der gewonnenen ist kürzer, weil er die offenen übergeht.",
        en="Only deals with a creation date. Where fewer than half are decided there is no median yet. The "
        "median of deals won alone is shorter, because it passes over the open ones.",
    ),
    kind=Quantile("deal_course_days", censored=lambda deal: ~deal.decided),
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
                + [{"created_at": "2024-03-01", "closed_at": "2024-03-21", "outcome": "lost"} for _ in range(5)]
                + [{"created_at": "2024-03-01", "outcome": "open"} for _ in range(6)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=20,
            sum=Text(
                de="Nach 10 Tagen sind 11 von 16 offen, nach 20 Tagen 6 von 16: weniger als die Hälfte",
                en="After 10 days 11 of 16 are open, after 20 days 6 of 16: fewer than half",
            ),
            as_of="2024-05-31",
        ),
        Example(
            rows={
                "deal": [{"created_at": "2024-03-01", "closed_at": "2024-03-11", "outcome": "won"} for _ in range(4)]
                + [{"created_at": "2024-03-01", "outcome": "open"} for _ in range(6)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="6 von 10 sind noch offen: der Median ist nicht erreicht",
                en="6 of 10 are still open: the median is not reached",
            ),
            as_of="2024-05-31",
        ),
    ],
    source="Kaplan and Meier, JASA 53 (1958); Salesforce, 'Sales cycle length'",
)

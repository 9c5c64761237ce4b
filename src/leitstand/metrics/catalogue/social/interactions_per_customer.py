"""Interactions per customer: how much do customers take part?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Interaktionen je Kund:in", en="Interactions per customer"),
    question=Text(
        de="Wie oft beteiligen sich Kund:innen in sozialen Medien?",
        en="How often do customers take part on social media?",
    ),
    formula=Text(
        de="Interaktionen bekannter Kund:innen / aktive Kund:innen",
        en="Interactions of known customers / active customers",
    ),
    caveat=Text(
        de="Braucht eine rechtmäßige Zuordnung (eigene Nachrichten, Anmeldung, Einwilligung): den Anteil "
        "zugeordneter Interaktionen (identified_interaction_share) danebenstellen. Interaktionen von "
        "Kund:innen, die im Zeitraum nichts kauften, zählen mit.",
        en="Needs lawful matching (own messages, log-in, consent): show the share of identified "
        "interactions (identified_interaction_share) beside it. Interactions of customers who bought "
        "nothing in the period count too.",
    ),
    kind=Ratio("customer_interaction_count", "active_customer_count", fixed=("platform", "content_type", "topic")),
    unit="quotient",
    direction="up",
    dimensions={"content_type", "platform", "segment", "topic"},
    grains=("month", "quarter", "year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05", "customer_key": n} for n in range(1, 41)]
                + [{"ordered_at": "2024-03-05", "customer_key": 99, "status": "cancelled"}],
                "social_interaction": [{"occurred_at": "2024-03-05", "customer_key": n} for n in range(1, 11)]
                + [{"occurred_at": "2024-03-06", "customer_key": 1} for _ in range(10)]
                + [
                    {"occurred_at": "2024-03-06"},
                    {"occurred_at": "2024-03-06", "customer_key": 50, "is_prospect": True},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.5,
            sum=Text(
                de=(
                    "(10 + 10) / 40; anonyme Interaktionen, die Interessent:in und die stornierte Bestellung zählen "
                    "nicht"
                ),
                en="(10 + 10) / 40; anonymous interactions, the prospect and the cancelled order do not count",
            ),
        ),
    ],
    source="Hollebeek (2011), customer brand engagement; own operational form",
)

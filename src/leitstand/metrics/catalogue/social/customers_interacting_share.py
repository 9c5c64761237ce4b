"""Share of customers interacting on social media."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(
        de="Anteil interagierender Kund:innen",
        en="Customers interacting, relative to active customers",
    ),
    question=Text(
        de="Wie viele Kund:innen beteiligen sich, gemessen an den aktiven?",
        en="How many customers take part, relative to active ones?",
    ),
    formula=Text(
        de="Kund:innen mit mindestens einer Interaktion / aktive Kund:innen",
        en="Customers with at least one interaction / active customers",
    ),
    caveat=Text(
        de="Braucht eine rechtmäßige Zuordnung (eigene Nachrichten, Anmeldung, Einwilligung): den Anteil "
        "zugeordneter Interaktionen (identified_interaction_share) danebenstellen. Interaktionen von "
        "Kund:innen, die im Zeitraum nichts kauften, zählen mit.",
        en="Needs lawful matching (own messages, log-in, consent): show the share of identified "
        "interactions (identified_interaction_share) beside it. Interactions of customers who bought "
        "nothing in the period count too.",
    ),
    kind=Ratio(
        "interacting_customer_count",
        "active_customer_count",
        interval="none",
        fixed=("platform", "content_type", "topic"),
    ),
    unit="ratio",
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
            value=0.25,
            sum=Text(
                de="10 von 40 Kund:innen; Kund:in 1 interagierte elfmal und zählt einmal",
                en="10 customers of 40; customer 1 interacted eleven times and counts once",
            ),
        ),
    ],
    source="Hollebeek (2011), customer brand engagement; own operational form",
)

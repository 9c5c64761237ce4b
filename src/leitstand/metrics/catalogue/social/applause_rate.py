"""Applause rate: how many reactions does a post get?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Applausrate", en="Applause rate"),
    question=Text(
        de="Wie viele Reaktionen bekommt ein Beitrag?",
        en="How many reactions does a post get?",
    ),
    formula=Text(
        de="Reaktionen / Beiträge mit bekannter Zahl",
        en="Reactions / posts with known number",
    ),
    caveat=Text(de="Wenige Ausreißer heben den Durchschnitt.", en="A few outliers raise the mean."),
    kind=Ratio("reaction_count", "reaction_known_post_count", cluster="post_id"),
    unit="quotient",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05", "account_id": "a"} for _ in range(11)],
                "social_post_snapshot": [
                    {"post_id": n, "snapshot_at": "2024-03-20", "reactions": n} for n in range(1, 11)
                ]
                + [{"post_id": 11, "snapshot_at": "2024-03-20"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=5.5,
            sum=Text(
                de="(1 + 2 … + 10) / 10; zu Beitrag 11 fehlt die Zahl der Reaktionen",
                en="(1 + 2 … + 10) / 10; post 11 has no number of reactions",
            ),
        ),
    ],
    source="Kaushik, Occam's Razor, 'Best Social Media Metrics' (2011)",
)

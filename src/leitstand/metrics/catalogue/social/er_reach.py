"""Engagement rate by reach: how many of those reached react?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Engagement-Rate (Reichweite)", en="Engagement rate by reach"),
    question=Text(
        de="Wie viele Interaktionen kommen auf eine erreichte Person?",
        en="How many interactions per person reached?",
    ),
    formula=Text(
        de="Interaktionen / Summe der Reichweiten je Beitrag",
        en="Interactions / sum of reach per post",
    ),
    caveat=Text(
        de="Misst den Inhalt am besten; fremde Reichweiten sind nicht öffentlich. Wer zwei Beiträge sah, "
        "zählt zweimal.",
        en="Best measure of content; reach of others is not public. Who saw two posts counts twice.",
    ),
    kind=Ratio("reached_interaction_count", "post_reach_count", interval="delta", cluster="post_id"),
    unit="ratio",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05", "account_id": "a"} for _ in range(3)],
                "social_post_snapshot": [
                    {"post_id": 1, "snapshot_at": "2024-03-09", "reactions": 10, "reach_unique": 100},
                    {"post_id": 2, "snapshot_at": "2024-03-09", "reactions": 20, "reach_unique": 900},
                    {"post_id": 3, "snapshot_at": "2024-03-09", "reactions": 500},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.03,
            sum=Text(
                de="(10 + 20) / (100 + 900), nicht das Mittel aus 10 % und 2,2 %; Beitrag 3 hat keine Reichweite",
                en="(10 + 20) / (100 + 900), not the mean of 10 % and 2.2 %; post 3 has no reach",
            ),
        ),
    ],
    source="Hootsuite, 'Engagement rate by reach'",
)

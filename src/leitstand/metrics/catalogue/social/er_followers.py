"""Engagement rate by followers: how much does a post move the audience?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Engagement-Rate (Follower)", en="Engagement rate by followers"),
    question=Text(
        de="Wie viele Interaktionen kommen je Beitrag auf einen Follower?",
        en="How many interactions per post come from a follower?",
    ),
    formula=Text(
        de="Interaktionen / Summe über Beiträge der Follower bei Veröffentlichung",
        en="Interactions / sum over posts of the followers at publication",
    ),
    caveat=Text(
        de="Vergleicht Marken, vermischt aber Reichweite und Inhalt. Die Follower zählen am Tag der "
        "Veröffentlichung, nicht heute.",
        en="Compares brands but mixes reach and content. Followers count on the day of publication, not today.",
    ),
    kind=Ratio("fan_interaction_count", "audience_count", interval="delta", cluster="post_id"),
    unit="ratio",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05", "account_id": "a"} for _ in range(10)],
                "social_account_day": [
                    {"account_id": "a", "platform": "x", "day": "2024-03-01", "followers": 1000},
                    {"account_id": "a", "platform": "x", "day": "2024-03-20", "followers": 5000},
                ],
                "social_post_snapshot": [
                    {"post_id": n, "snapshot_at": "2024-03-20", "reactions": 15, "comments": 5} for n in range(1, 11)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.02,
            sum=Text(
                de="10 × 20 / (10 × 1000): die 5000 Follower vom 20. März kamen später",
                en="10 × 20 / (10 × 1000): the 5000 followers of 20 March came later",
            ),
        ),
    ],
    source="Rival IQ, Social Media Industry Benchmark Report",
)

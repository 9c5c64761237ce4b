"""Reach per post: how many people does a post reach?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Reichweite je Beitrag", en="Reach per post"),
    question=Text(de="Wie viele Menschen erreicht ein Beitrag?", en="How many people does a post reach?"),
    formula=Text(
        de="Summe der Reichweiten / Beiträge mit bekannter Reichweite",
        en="Sum of reach / posts with known reach",
    ),
    caveat=Text(
        de="Wenige Ausreißer heben den Durchschnitt. Zählerstände laufen weiter: neue Beiträge sind noch "
        "nicht fertig gezählt, und späte Interaktionen zählen zum Tag der Veröffentlichung.",
        en="A few outliers raise the mean. Counters keep running: recent posts are not fully counted yet, "
        "and late interactions count at the day of publication.",
    ),
    kind=Ratio("post_reach_count", "reach_known_post_count", cluster="post_id"),
    unit="people",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05", "account_id": "a"} for _ in range(11)],
                "social_post_snapshot": [
                    {"post_id": n, "snapshot_at": "2024-03-20", "reach_unique": 100 * n, "reactions": 1}
                    for n in range(1, 11)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=550,
            sum=Text(
                de="(100 + 200 … + 1000) / 10; Beitrag 11 wurde nie abgelesen",
                en="(100 + 200 … + 1000) / 10; post 11 was never read",
            ),
        ),
    ],
    source="Rival IQ, Social Media Industry Benchmark Report",
)

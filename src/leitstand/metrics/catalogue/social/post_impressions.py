"""Views of posts: how often were the posts of the period seen?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Aufrufe der Beiträge", en="Views of posts"),
    question=Text(
        de="Wie oft wurden die Beiträge des Zeitraums gesehen?",
        en="How often were the posts of the period seen?",
    ),
    formula=Text(
        de="Summe der Aufrufe, letzter Zählerstand je Beitrag",
        en="Sum of views, last reading per post",
    ),
    caveat=Text(
        de="Zählerstände laufen weiter: neue Beiträge sind noch nicht fertig gezählt, und späte "
        "Interaktionen zählen zum Tag der Veröffentlichung.",
        en="Counters keep running: recent posts are not fully counted yet, and late interactions count at "
        "the day of publication.",
    ),
    kind=Sum("post_view_count"),
    unit="count",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05"}],
                "social_post_snapshot": [
                    {"post_id": 1, "snapshot_at": "2024-03-06", "views": 100},
                    {"post_id": 1, "snapshot_at": "2024-03-09", "views": 140},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=140,
            sum=Text(de="die letzte Ablesung, nicht 100 + 140", en="the last reading, not 100 + 140"),
        ),
    ],
    source="Meta Page Insights, 'post_media_view'",
)

"""Follower growth rate: by how much did the followership grow?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Follower-Wachstumsrate", en="Follower growth rate"),
    question=Text(
        de="Um wie viel ist die Zahl der Follower gewachsen?",
        en="By how much did the number of followers grow?",
    ),
    formula=Text(
        de="Follower-Zuwachs / Follower zu Beginn des Zeitraums",
        en="Net follower growth / followers at the start of the period",
    ),
    caveat=Text(
        de="Konten, die im Zeitraum neu dazukamen, haben keinen Anfangsbestand und heben die Rate.",
        en="Accounts that were added in the period have no initial stock and raise the rate.",
    ),
    kind=Ratio("follower_change_count", "follower_start_count", interval="none"),
    unit="ratio",
    direction="up",
    dimensions={"platform", "social_account"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "social_account_day": [
                    {"account_id": "a", "platform": "x", "day": "2024-02-29", "followers": 400},
                    {
                        "account_id": "a",
                        "platform": "x",
                        "day": "2024-03-01",
                        "followers": 407,
                        "follows_gained": 10,
                        "follows_lost": 3,
                    },
                    {"account_id": "b", "platform": "y", "day": "2024-02-20", "followers": 100},
                    {"account_id": "b", "platform": "y", "day": "2024-03-02"},
                    {"account_id": "b", "platform": "y", "day": "2024-03-03", "followers": 103},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.02,
            sum="(7 + 3) / (400 + 100)",
        ),
    ],
    source="Meta Page Insights, 'page_follows'",
)

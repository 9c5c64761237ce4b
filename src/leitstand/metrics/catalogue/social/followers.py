"""Followers: how many followers do the own accounts have?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Stock

METRIC = Metric(
    title=Text(de="Follower", en="Followers"),
    question=Text(
        de="Wie viele Follower haben die eigenen Konten?",
        en="How many followers do the own accounts have?",
    ),
    formula=Text(
        de="Summe der Follower am Ende des Zeitraums, letzter bekannter Stand je Konto",
        en="Sum of followers at the end of the period, last known figure per account",
    ),
    caveat=Text(
        de="Zählt Konten, nicht Menschen: viele folgen auf mehreren Plattformen.",
        en="Counts accounts, not people: many follow on several platforms.",
    ),
    kind=Stock("follower_end_count"),
    unit="count",
    direction="up",
    dimensions={"platform", "social_account"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
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
            value=510,
            sum=Text(de="407 von Konto a + 103 von Konto b", en="407 of account a + 103 of account b"),
        ),
    ],
    source="Meta Page Insights, 'page_follows'",
)

"""Net follower growth: how many followers were won, less those lost?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Follower-Zuwachs", en="Net follower growth"),
    question=Text(
        de="Wie viele Follower kamen hinzu, abzüglich der verlorenen?",
        en="How many followers were won, less those lost?",
    ),
    formula=Text(
        de="Gewonnene − verlorene Follower; ohne diese Angaben die Veränderung des Bestands",
        en="Followers gained − lost; where these are not reported, the change of the stock",
    ),
    caveat=Text(
        de="Zählt Konten, nicht Menschen: viele folgen auf mehreren Plattformen. Gekaufte Follower zählen "
        "mit. Am ersten Tag eines Kontos ohne Angaben gibt es keinen Wert.",
        en="Counts accounts, not people: many follow on several platforms. Bought followers count too. On "
        "the first day of an account without figures there is no value.",
    ),
    kind=Sum("follower_change_count"),
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
            value=10,
            sum=Text(
                de="10 − 3 bei Konto a; Konto b meldet nur den Bestand: 103 − 100",
                en="10 − 3 of account a; account b reports only the stock: 103 − 100",
            ),
        ),
    ],
    source="Meta Page Insights, 'page_follows'",
)

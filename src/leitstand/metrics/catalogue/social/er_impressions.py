"""Engagement rate by views: how many interactions does a view bring?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Engagement-Rate (Aufrufe)", en="Engagement rate by impressions"),
    question=Text(
        de="Wie viele Interaktionen kommen auf einen Aufruf?",
        en="How many interactions per view?",
    ),
    formula=Text(de="Interaktionen / Aufrufe der Beiträge", en="Interactions / views of the posts"),
    caveat=Text(
        de="Ordnet Plattformen anders als die Rate nach Followern. Der Wechsel von Impressionen zu "
        "Aufrufen bei Meta bricht die Reihe.",
        en="Ranks platforms differently from the rate by followers. Meta's change from impressions to "
        "views breaks the series.",
    ),
    kind=Ratio("viewed_interaction_count", "interacted_view_count", interval="delta", cluster="post_id"),
    unit="ratio",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05", "account_id": "a"} for _ in range(2)],
                "social_post_snapshot": [
                    {"post_id": 1, "snapshot_at": "2024-03-09", "reactions": 10, "views": 200},
                    {"post_id": 2, "snapshot_at": "2024-03-09", "views": 300},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.05,
            sum=Text(
                de="10 / 200; zu Beitrag 2 sind die Interaktionen nicht bekannt",
                en="10 / 200; of post 2 the interactions are not known",
            ),
        ),
    ],
    source="Socialinsider, Social Media Benchmarks",
)

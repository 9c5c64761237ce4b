"""Social click-through rate: how many views lead to a click on the link?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Klickrate Social Media", en="Social click-through rate"),
    question=Text(
        de="Wie viele Aufrufe führen zu einem Klick auf den Verweis?",
        en="How many views lead to a click on the link?",
    ),
    formula=Text(
        de="Klicks auf Verweise / Aufrufe der Beiträge mit gezählten Klicks",
        en="Link clicks / views of posts with counted clicks",
    ),
    caveat=Text(
        de="Plattformen, die auch für Beiträge ohne Verweis 0 Klicks melden, senken die Rate. Danach die "
        "Konversionsrate der Website nach Kanal ansehen.",
        en="Platforms that report 0 clicks for posts without a link lower the rate. Then look at the "
        "website's conversion rate by channel.",
    ),
    kind=Ratio("link_post_click_count", "link_post_view_count", interval="delta", cluster="post_id"),
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
                    {"post_id": 1, "snapshot_at": "2024-03-09", "link_clicks": 4, "views": 200},
                    {"post_id": 2, "snapshot_at": "2024-03-09", "views": 300},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.02,
            sum=Text(
                de="4 / 200; zu Beitrag 2 sind keine Klicks gezählt",
                en="4 / 200; of post 2 no clicks are counted",
            ),
        ),
    ],
    source="LinkedIn Marketing API, share statistics",
)

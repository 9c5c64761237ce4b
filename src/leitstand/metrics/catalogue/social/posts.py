"""Posts: how many posts were published?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Beiträge", en="Posts"),
    question=Text(de="Wie viele Beiträge wurden veröffentlicht?", en="How many posts were published?"),
    formula=Text(
        de="Anzahl Beiträge nach Tag der Veröffentlichung",
        en="Number of posts by day of publication",
    ),
    caveat=Text(
        de="Mehr Beiträge sind kein Ziel für sich; die Reichweite je Beitrag sinkt oft mit der Zahl.",
        en="More posts are no aim in themselves; the reach per post often falls with their number.",
    ),
    kind=Sum("post_count"),
    unit="count",
    direction="context",
    dimensions={"campaign", "content_type", "paid_reach", "social_account", "topic"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "social_post": [
                    {"published_at": "2024-03-05"},
                    {"published_at": "2024-03-31"},
                    {"published_at": "2024-04-01"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(de="5. und 31. März", en="5 and 31 March"),
        ),
    ],
    source="Kaushik, Occam's Razor (2011)",
)

"""Views of the accounts: how often was own content seen?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Aufrufe / Impressionen", en="Views / impressions"),
    question=Text(de="Wie oft wurden eigene Inhalte gesehen?", en="How often was own content seen?"),
    formula=Text(
        de="Summe der Aufrufe je Tag, ersatzweise Impressionen",
        en="Sum of views per day, or of impressions where views are not reported",
    ),
    caveat=Text(
        de="Meta zählt seit 15.11.2025 Aufrufe statt Impressionen: Werte davor und danach sind nicht "
        "vergleichbar. Nach Zählweise gliedern, um den Bruch zu sehen.",
        en="Meta counts views instead of impressions since 15 Nov 2025: values before and after do not "
        "compare. Split by counting rule to see the break.",
    ),
    kind=Sum("impression_count"),
    unit="count",
    direction="up",
    dimensions={"counting_rule", "platform", "social_account"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "social_account_day": [
                    {"account_id": "a", "platform": "x", "day": "2024-03-05", "views": 100, "impressions": 120},
                    {"account_id": "a", "platform": "x", "day": "2024-03-06", "impressions": 30},
                    {"account_id": "a", "platform": "x", "day": "2024-03-07"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=130,
            sum=Text(
                de="100 Aufrufe (nicht auch noch die Einblendungen) + 30 Einblendungen",
                en="100 views (not its impressions as well) + 30 impressions",
            ),
        ),
    ],
    source="Meta Page Insights, 'page_media_view'",
)

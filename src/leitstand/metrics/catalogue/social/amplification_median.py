"""Median of shares per post: how often is a typical post shared?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Geteilt je Beitrag (Median)", en="Shares per post (median)"),
    question=Text(
        de="Wie oft wird ein typischer Beitrag geteilt?",
        en="How often is a typical post shared?",
    ),
    formula=Text(de="Median der Zahl „geteilt“ je Beitrag", en="Median of shares per post"),
    caveat=Text(
        de="Unempfindlich gegen Ausreißer; bei vielen Beiträgen ohne Teilen ist der Median 0.",
        en="Robust against outliers; with many posts never shared the median is 0.",
    ),
    kind=Quantile("share_count"),
    unit="quotient",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05", "account_id": "a"} for _ in range(11)],
                "social_post_snapshot": [
                    {"post_id": n, "snapshot_at": "2024-03-20", "shares": 1000 if n == 11 else n} for n in range(1, 12)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=6,
            sum=Text(
                de="1 … 10 und ein Ausreißer von 1000: der sechste von 11 Werten",
                en="1 … 10 and an outlier of 1000: the sixth of 11 values",
            ),
        ),
    ],
    source="Kaushik, Occam's Razor, 'Best Social Media Metrics' (2011)",
)

"""Reach: how many different people saw own content on a day?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Reichweite (Tag)", en="Reach (day)"),
    question=Text(
        de="Wie viele verschiedene Menschen haben an einem Tag eigene Inhalte gesehen?",
        en="How many different people saw own content on a day?",
    ),
    formula=Text(
        de="Erreichte Personen, wie die Plattform sie für den Tag und das Konto nennt",
        en="People reached as the platform reports them for the day and the account",
    ),
    caveat=Text(
        de="Personen werden nie über Tage oder Konten addiert: längere Zeiträume und mehrere Konten "
        "zusammen haben keinen Wert. Nach Plattform und Konto gliedern.",
        en="People are never added over days or accounts: longer periods and several accounts together "
        "have no value. Split by platform and account.",
    ),
    kind=Sum("reached_people_count"),
    unit="people",
    direction="up",
    dimensions={"platform", "social_account"},
    grains=("day", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "social_account_day": [
                    {"account_id": "a", "platform": "x", "day": "2024-03-05", "reach_unique": 500},
                    {"account_id": "a", "platform": "x", "day": "2024-03-06", "reach_unique": 400},
                ],
            },
            start="2024-03-05",
            end="2024-03-07",
            value=400,
            sum=Text(de="nur der 6. März", en="6 March alone"),
            grain="day",
        ),
        Example(
            rows={
                "social_account_day": [
                    {"account_id": "a", "platform": "x", "day": "2024-03-05", "reach_unique": 500},
                    {"account_id": "a", "platform": "x", "day": "2024-03-06", "reach_unique": 400},
                ],
            },
            start="2024-03-05",
            end="2024-03-07",
            value=None,
            sum=Text(
                de="zwei Tage: wer an beiden kam, würde doppelt zählen",
                en="two days: who came on both would count twice",
            ),
        ),
        Example(
            rows={
                "social_account_day": [
                    {"account_id": "a", "platform": "x", "day": "2024-03-05", "reach_unique": 500},
                    {"account_id": "b", "platform": "x", "day": "2024-03-05", "reach_unique": 300},
                ],
            },
            start="2024-03-05",
            end="2024-03-06",
            value=300,
            sum=Text(
                de="nur Konto b; beide zusammen wären unbekannt",
                en="account b alone; both together would be unknown",
            ),
            grain="day",
            by=("social_account",),
            cell=("b",),
        ),
    ],
    source="Meta Page Insights, 'page_total_media_view_unique'",
)

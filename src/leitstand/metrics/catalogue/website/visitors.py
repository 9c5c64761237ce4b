"""Visitors: how many different people came to the website?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Besucher", en="Visitors (users)"),
    question=Text(
        de="Wie viele verschiedene Menschen waren auf der Website?",
        en="How many different people came to the website?",
    ),
    formula=Text(
        de="Anzahl verschiedener Besucherkennungen ohne automatische Zugriffe",
        en="Number of different visitor ids without automated access",
    ),
    caveat=Text(
        de="Wer Cookies löscht oder das Gerät wechselt, zählt mehrfach; ohne Einwilligung fehlt er. "
        "Besucher werden nie über Tage oder Gruppen addiert; aus Summen nur, wenn der Zeitraum genau "
        "passt. Liegen nur Summen der Web-Analyse vor, zählt ein Zeitraum nur, wenn sie ihn lückenlos "
        "ergeben, und er lässt sich nur so gliedern, wie sie gegliedert sind.",
        en="Who deletes cookies or changes the device counts twice; without consent not at all. Visitors "
        "are never added over days or groups; from totals only where the range is exactly the period. "
        "Where only totals of web analytics exist, a period counts only if they fill it without a gap, "
        "and it can be split only as they are split.",
    ),
    kind=Sum(("visitor_count", "reported_visitor_count")),
    unit="people",
    direction="up",
    dimensions={"device", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "web_session": [
                    {"started_at": "2024-03-05", "visitor_id": "a"},
                    {"started_at": "2024-03-06", "visitor_id": "a"},
                    {"started_at": "2024-03-06", "visitor_id": "b"},
                    {"started_at": "2024-03-07", "visitor_id": "c", "is_bot": True},
                    {"started_at": "2024-03-08"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="a kam zweimal und zählt einmal, b einmal; c ist ein Bot, der letzte Besuch hat keinen Besucher",
                en="a came twice and counts once, b once; c is a bot, the last visit has no visitor",
            ),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {
                        "range_start": "2024-03-01",
                        "range_end": "2024-03-31",
                        "grain": "month",
                        "users": 70,
                        "sessions": 100,
                    },
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=70,
            sum=Text(de="die Summe für genau den März", en="the total of exactly March"),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {"range_start": f"2024-03-{day:02}", "range_end": f"2024-03-{day:02}", "users": 10, "sessions": 12}
                    for day in range(1, 32)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="31 Tagessummen: wer an zwei Tagen kam, würde doppelt zählen",
                en="31 daily totals: who came on two days would count twice",
            ),
        ),
    ],
    source="Google Analytics Help, 'Active users'; BigQuery export: users are not additive",
)

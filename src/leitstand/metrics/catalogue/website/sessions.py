"""Sessions: how often was the website visited?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Besuche (Sitzungen)", en="Sessions (visits)"),
    question=Text(de="Wie oft wurde die Website besucht?", en="How often was the website visited?"),
    formula=Text(
        de="Anzahl der Besuche ohne automatische Zugriffe",
        en="Number of visits without automated access",
    ),
    caveat=Text(
        de="Ohne Einwilligung fehlen Besuche. Die Summe über einzelne Seiten ist größer als die "
        "Gesamtzahl. Liegen nur Summen der Web-Analyse vor, zählt ein Zeitraum nur, wenn sie ihn "
        "lückenlos ergeben, und er lässt sich nur so gliedern, wie sie gegliedert sind.",
        en="Visits without consent are missing. The sum over single pages is larger than the total. Where "
        "only totals of web analytics exist, a period counts only if they fill it without a gap, and it "
        "can be split only as they are split.",
    ),
    kind=Sum("session_count"),
    unit="count",
    direction="up",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "web_session": [
                    {"started_at": "2024-03-05", "device": "mobile"},
                    {"started_at": "2024-03-31"},
                    {"started_at": "2024-03-06", "is_bot": True},
                    {"started_at": "2024-04-01"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="5. und 31. März; der Bot und der Besuch im April zählen nicht",
                en="5 and 31 March; the bot and the visit in April do not count",
            ),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {"range_start": "2024-01-01", "range_end": "2024-01-31", "sessions": 100},
                    {"range_start": "2024-02-01", "range_end": "2024-02-29", "sessions": 80},
                    {"range_start": "2024-02-01", "range_end": "2024-02-29", "device": "mobile", "sessions": 50},
                ],
                "web_session": [{"started_at": "2024-03-01"}, {"started_at": "2024-03-02"}],
            },
            start="2024-01-01",
            end="2024-03-03",
            value=182,
            sum=Text(
                de=(
                    "100 + 80 aus den Gesamtsummen (die Aufteilung nach Gerät kommt nicht dazu) + 2 einzelne Besuche "
                    "im März"
                ),
                en="100 + 80 from the grand totals (the split by device is not added) + 2 single visits in March",
            ),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {"range_start": "2024-03-01", "range_end": "2024-03-31", "grain": "month", "sessions": 100},
                ],
            },
            start="2024-03-05",
            end="2024-03-06",
            value=None,
            sum=Text(
                de="ein Monat ist nicht nach Tagen bekannt: kein Tageswert statt 0",
                en="a month is not known by day: no daily value, rather than 0",
            ),
            grain="day",
        ),
    ],
    source="Google Analytics Help, 'Sessions'; Matomo documentation, 'Visits'",
)

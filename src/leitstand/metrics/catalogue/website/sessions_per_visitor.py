"""Sessions per visitor: how often does a visitor come?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Besuche je Besucher", en="Sessions per visitor"),
    question=Text(
        de="Wie oft kommt ein Besucher im Zeitraum?",
        en="How often does a visitor come in the period?",
    ),
    formula=Text(
        de="Besuche mit bekanntem Besucher / Besucher",
        en="Sessions with a known visitor / visitors",
    ),
    caveat=Text(
        de="Hängt von der Länge des Zeitraums ab: nur gleich lange Zeiträume vergleichen. Liegen nur "
        "Summen der Web-Analyse vor, zählt ein Zeitraum nur, wenn sie ihn lückenlos ergeben, und er "
        "lässt sich nur so gliedern, wie sie gegliedert sind.",
        en="Depends on the length of the period: compare periods of equal length only. Where only totals "
        "of web analytics exist, a period counts only if they fill it without a gap, and it can be "
        "split only as they are split.",
    ),
    kind=Ratio("visitor_session_count", ("visitor_count", "reported_visitor_count"), interval="none"),
    unit="quotient",
    direction="context",
    dimensions={"device", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05", "visitor_id": str(n)} for n in range(30)]
                + [{"started_at": "2024-03-06", "visitor_id": str(n)} for n in range(15)]
                + [{"started_at": "2024-03-06"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=1.5,
            sum=Text(
                de="(30 + 15) / 30; der Besuch ohne Besucher zählt nicht",
                en="(30 + 15) / 30; the visit without a visitor does not count",
            ),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {
                        "range_start": "2024-03-01",
                        "range_end": "2024-03-31",
                        "grain": "month",
                        "users": 50,
                        "sessions": 100,
                    },
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(de="100 / 50 aus derselben Summe", en="100 / 50 of the same total"),
        ),
    ],
    source="Google Analytics Help, 'Sessions per user'",
)

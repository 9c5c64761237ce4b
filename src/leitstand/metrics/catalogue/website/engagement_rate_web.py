"""Engagement rate: what share of visits is more than a glance?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Interaktionsrate der Besuche", en="Engagement rate (web)"),
    question=Text(
        de="Welcher Anteil der Besuche ist mehr als ein kurzer Blick?",
        en="What share of visits is more than a glance?",
    ),
    formula=Text(
        de="Besuche über 10 Sekunden, mit Schlüsselereignis oder mindestens 2 Seiten / Besuche",
        en="Visits over 10 seconds, with a key event or at least 2 pages / visits",
    ),
    caveat=Text(
        de="Regel von GA4. Besuche, bei denen die Quelle es nicht sagt, zählen nicht mit. Liegen nur "
        "Summen der Web-Analyse vor, zählt ein Zeitraum nur, wenn sie ihn lückenlos ergeben, und er "
        "lässt sich nur so gliedern, wie sie gegliedert sind.",
        en="GA4 rule. Visits of which the source does not say are left out. Where only totals of web "
        "analytics exist, a period counts only if they fill it without a gap, and it can be split only "
        "as they are split.",
    ),
    kind=Ratio("engaged_session_count", "rated_session_count", interval="wilson"),
    unit="ratio",
    direction="up",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05", "is_engaged": n < 18} for n in range(30)]
                + [{"started_at": "2024-03-05"} for _ in range(5)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.6,
            sum=Text(de="18 / 30; bei 5 Besuchen ist es nicht bekannt", en="18 / 30; for 5 visits it is not known"),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {
                        "range_start": "2024-03-01",
                        "range_end": "2024-03-31",
                        "grain": "month",
                        "sessions": 200,
                        "engaged_sessions": 110,
                    },
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.55,
            sum=Text(de="110 / 200 aus der Monatssumme", en="110 / 200 from the total of the month"),
        ),
    ],
    source="Google Analytics Help, 'Engagement rate and bounce rate'",
)

"""Pages per session: how many pages does a visit look at?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Seiten je Besuch", en="Pages per session"),
    question=Text(de="Wie viele Seiten sieht ein Besuch an?", en="How many pages does a visit look at?"),
    formula=Text(
        de="Seitenaufrufe / Besuche mit bekannten Seitenaufrufen",
        en="Page views / sessions with known page views",
    ),
    caveat=Text(
        de="Viele Seiten können Interesse oder vergebliches Suchen bedeuten. Liegen nur Summen der "
        "Web-Analyse vor, zählt ein Zeitraum nur, wenn sie ihn lückenlos ergeben, und er lässt sich nur "
        "so gliedern, wie sie gegliedert sind.",
        en="Many pages may mean interest or a search in vain. Where only totals of web analytics exist, a "
        "period counts only if they fill it without a gap, and it can be split only as they are split.",
    ),
    kind=Ratio("pageview_count", "viewed_session_count", interval="none"),
    unit="quotient",
    direction="context",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05", "pageviews": 2} for _ in range(20)]
                + [{"started_at": "2024-03-05", "pageviews": 5} for _ in range(10)]
                + [{"started_at": "2024-03-05"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=3,
            sum=Text(
                de="(20 × 2 + 10 × 5) / 30; der Besuch mit unbekannten Seitenaufrufen zählt nicht",
                en="(20 × 2 + 10 × 5) / 30; the visit with unknown page views does not count",
            ),
        ),
    ],
    source="Google Analytics Help, 'Views per session'",
)

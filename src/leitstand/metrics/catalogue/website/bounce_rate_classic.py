"""Classic bounce rate: what share of visits saw only one page?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Absprungrate (klassisch)", en="Bounce rate (classic)"),
    question=Text(
        de="Welcher Anteil der Besuche sah nur eine Seite?",
        en="What share of visits saw only one page?",
    ),
    formula=Text(
        de="Besuche mit genau einem Seitenaufruf / Besuche mit mindestens einem",
        en="Visits with exactly one page view / visits with at least one",
    ),
    caveat=Text(
        de="Regel von Matomo und Universal Analytics; nicht mit GA4 vergleichen. Braucht einzelne Besuche, "
        "keine Summen.",
        en="Rule of Matomo and Universal Analytics; do not compare with GA4. Needs single visits, not totals.",
    ),
    kind=Ratio("single_page_session_count", "counted_session_count"),
    unit="ratio",
    direction="down",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05", "pageviews": 1} for _ in range(12)]
                + [{"started_at": "2024-03-05", "pageviews": 4} for _ in range(18)]
                + [{"started_at": "2024-03-05", "pageviews": 0}, {"started_at": "2024-03-05"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.4,
            sum=Text(
                de="12 / 30; Besuche ohne erfasste Seite zählen nicht",
                en="12 / 30; visits without a recorded page do not count",
            ),
        ),
    ],
    source="Matomo documentation, 'Bounce rate'",
)

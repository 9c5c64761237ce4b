"""Bounce rate as GA4 counts it: what share of visits was only a glance?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Absprungrate (GA4)", en="Bounce rate (GA4)"),
    question=Text(
        de="Welcher Anteil der Besuche war nur ein kurzer Blick?",
        en="What share of visits was only a glance?",
    ),
    formula=Text(de="1 − Interaktionsrate der Besuche", en="1 − engagement rate"),
    caveat=Text(
        de="Nicht mit der klassischen Absprungrate (eine Seite) vergleichen. Auf Seiten mit einer einzigen "
        "Antwort ist ein hoher Wert gut. Liegen nur Summen der Web-Analyse vor, zählt ein Zeitraum nur, "
        "wenn sie ihn lückenlos ergeben, und er lässt sich nur so gliedern, wie sie gegliedert sind.",
        en="Do not compare with the classic bounce rate (one page). High is fine on pages that give one "
        "answer. Where only totals of web analytics exist, a period counts only if they fill it without "
        "a gap, and it can be split only as they are split.",
    ),
    kind=Ratio("engaged_session_count", "rated_session_count", interval="wilson", complement=True),
    unit="ratio",
    direction="down",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05", "is_engaged": n < 18} for n in range(30)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.4,
            sum="1 − 18 / 30",
        ),
        Example(
            rows={
                "web_session": [
                    {"started_at": "2024-03-05", "pageviews": 1, "is_bounce": True, "is_engaged": True}
                    for _ in range(30)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0,
            sum=Text(
                de="je nur eine Seite, aber alle lasen weiter: nach der Regel von GA4 kein Absprung",
                en="one page each, but all read on: no bounce by the rule of GA4",
            ),
        ),
    ],
    source="Google Analytics Help, 'Engagement rate and bounce rate'",
)

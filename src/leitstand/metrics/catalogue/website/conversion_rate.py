"""Conversion rate: what share of visits reaches the goal?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Konversionsrate (je Besuch)", en="Conversion rate (per session)"),
    question=Text(
        de="Welcher Anteil der Besuche führt zum Ziel, etwa zum Kauf?",
        en="What share of visits reaches the goal, such as a purchase?",
    ),
    formula=Text(
        de="Besuche mit erreichtem Ziel oder Kauf / Besuche mit bekanntem Ausgang",
        en="Visits with goal reached or purchase / visits with known outcome",
    ),
    caveat=Text(
        de="Billige Besuche senken die Rate, auch wenn der Umsatz steigt. Käufe je Besuch "
        "(transactions_per_session) sind etwas anderes: ein Besuch kann zweimal kaufen. Braucht "
        "einzelne Besuche, keine Summen.",
        en="Cheap visits lower the rate even while sales rise. Transactions per session "
        "(transactions_per_session) differ: a visit may buy twice. Needs single visits, not totals.",
    ),
    kind=Ratio("converted_session_count", "measured_session_count"),
    unit="ratio",
    direction="up",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05", "converted": n < 3} for n in range(29)]
                + [{"started_at": "2024-03-05"}, {"started_at": "2024-03-05"}],
                "web_event": [
                    {"session_id": 30, "occurred_at": "2024-03-05T10:00", "event_name": "purchase"},
                    {"session_id": 30, "occurred_at": "2024-03-05T10:09", "event_name": "purchase"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=4 / 30,
            sum=Text(
                de="3 laut Quelle + 1 mit zwei Käufen, von 29 + 1; vom letzten Besuch ist nichts bekannt",
                en="3 by the source + 1 that bought twice, of 29 + 1; of the last visit nothing is known",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

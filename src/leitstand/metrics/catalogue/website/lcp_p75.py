"""Page speed: how long do three quarters of visitors wait at most for the main content?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Ladezeit (LCP, 75. Perzentil)", en="Page speed (LCP, 75th percentile)"),
    question=Text(
        de="Wie lange warten drei Viertel der Besucher höchstens auf den Hauptinhalt?",
        en="How long do three quarters of visitors wait at most for the main content?",
    ),
    formula=Text(
        de="75. Perzentil der Zeit bis zum größten Inhalt, gemessen bei echten Besuchen",
        en="75th percentile of the largest contentful paint, measured in real visits",
    ),
    caveat=Text(
        de="Messwerte echter Besucher, nicht aus dem Labor. Gut bis 2500 ms. Besucher, die vorher aufgeben, fehlen.",
        en="Values of real visitors, not of a laboratory. Good up to 2500 ms. Visitors who give up before are missing.",
    ),
    kind=Quantile("load_milliseconds", q=0.75),
    unit="milliseconds",
    direction="down",
    dimensions={"device", "page", "page_template", "visitor_country"},
    grains=("day", "week", "month", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05"}, {"started_at": "2024-03-05", "is_bot": True}],
                "web_event": [{"session_id": 1, "occurred_at": "2024-03-05", "lcp_ms": 100 * k} for k in range(1, 42)]
                + [{"session_id": 2, "occurred_at": "2024-03-05", "lcp_ms": 90000} for _ in range(20)]
                + [{"session_id": 1, "occurred_at": "2024-03-05"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=3100,
            sum=Text(
                de="31. von 41 Werten; der Bot und das Ereignis ohne Wert zählen nicht",
                en="31st of 41 values; the bot and the event without a value do not count",
            ),
        ),
    ],
    source="web.dev, 'Largest Contentful Paint'; Hyndman and Fan (1996), type 7",
)

"""Checkout → purchase: what share of visits goes on?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Kasse → Kauf", en="Checkout → purchase"),
    question=Text(
        de="Wie viele, die zur Kasse gehen, kaufen?",
        en="How many who begin to check out buy?",
    ),
    formula=Text(
        de="Besuche, die „Kauf“ nach allen Stufen davor erreichen / Besuche, die „Kasse“ erreichen",
        en="Visits that reach purchase after all steps before / visits that reach checkout",
    ),
    caveat=Text(
        de="Strenge Reihenfolge, geschlossener Trichter: ein Schritt zählt nur nach dem davor. Direkte "
        "Einstiege in den Warenkorb fehlen.",
        en="Strict order, closed funnel: a step counts only after the one before. Those who enter at the "
        "cart are missing.",
    ),
    kind=Ratio("purchase_session_count", "checkout_session_count"),
    unit="ratio",
    direction="up",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05"} for _ in range(40)],
                "web_event": [
                    {"session_id": n, "occurred_at": "2024-03-05T10:00", "event_name": "view_item"}
                    for n in range(1, 41)
                ]
                + [
                    {"session_id": n, "occurred_at": "2024-03-05T10:01", "event_name": "add_to_cart"}
                    for n in range(1, 41)
                ]
                + [
                    {"session_id": n, "occurred_at": "2024-03-05T10:02", "event_name": "begin_checkout"}
                    for n in range(1, 41)
                ]
                + [{"session_id": n, "occurred_at": "2024-03-05T10:03", "event_name": "purchase"} for n in range(1, 11)]
                + [
                    {"session_id": n, "occurred_at": "2024-03-05T09:00", "event_name": "purchase"}
                    for n in range(11, 16)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de="10 / 40; fünf Besuche erreichten „Kauf“ vor den anderen Stufen und zählen nicht",
                en="10 / 40; five visits did purchase before the other steps and do not count",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

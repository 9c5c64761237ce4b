"""Cart abandonment rate: what share of filled carts is not bought?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Warenkorbabbruchquote", en="Cart abandonment rate"),
    question=Text(
        de="Welcher Anteil der Besuche mit gefülltem Warenkorb kauft nicht?",
        en="What share of visits with a filled cart does not buy?",
    ),
    formula=Text(
        de="1 − Besuche mit Warenkorb und Kauf / Besuche mit Warenkorb",
        en="1 − visits with cart and purchase / visits with a cart",
    ),
    caveat=Text(
        de="Rund 70 % sind üblich, denn viele Warenkörbe sind Merkzettel. Wer in einem späteren Besuch "
        "kauft, gilt hier als Abbruch.",
        en="About 70 % is usual since many carts are wish lists. Who buys in a later visit counts as abandoned.",
    ),
    kind=Ratio("bought_cart_session_count", "filled_cart_session_count", complement=True),
    unit="ratio",
    direction="down",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05"} for _ in range(41)],
                "web_event": [
                    {"session_id": n, "occurred_at": "2024-03-05T10:00", "event_name": "add_to_cart"}
                    for n in range(1, 41)
                ]
                + [{"session_id": n, "occurred_at": "2024-03-05T10:05", "event_name": "purchase"} for n in range(1, 13)]
                + [
                    {"session_id": n, "occurred_at": "2024-03-05T10:05", "event_name": "purchase"}
                    for n in range(41, 42)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.7,
            sum=Text(
                de="1 − 12 / 40; der Kauf ohne Warenkorb zählt nicht",
                en="1 − 12 / 40; the purchase without a cart does not count",
            ),
        ),
    ],
    source="Baymard Institute, cart abandonment rate statistics",
)

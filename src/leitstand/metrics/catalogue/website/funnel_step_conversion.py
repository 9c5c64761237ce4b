"""Funnel step conversion: at which step do visits get lost?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Trichter-Stufenkonversion", en="Funnel step conversion"),
    question=Text(
        de="An welcher Stufe zum Kauf gehen Besuche verloren?",
        en="At which step to the purchase do visits get lost?",
    ),
    formula=Text(
        de="Besuche, die nach einer Stufe die nächste erreichen / Besuche, die die Stufe erreichen",
        en="Visits that reach the next step after a step / visits that reach the step",
    ),
    caveat=Text(
        de="Strenge Reihenfolge, geschlossener Trichter: ein Schritt zählt nur nach dem davor. Direkte "
        "Einstiege in den Warenkorb fehlen. Aussagekräftig nach Stufe gegliedert; ohne Gliederung ist "
        "es der Durchschnitt über die Stufen. Das Produkt der Stufen ist die Trichterkonversion.",
        en="Strict order, closed funnel: a step counts only after the one before. Those who enter at the "
        "cart are missing. Telling when split by step; without a split it is the mean over the steps. "
        "The product of the steps is the funnel conversion.",
    ),
    kind=Ratio("funnel_advance_count", "funnel_entry_count"),
    unit="ratio",
    direction="up",
    dimensions={
        "device",
        "funnel_step",
        "landing_page",
        "traffic_campaign",
        "traffic_channel",
        "visitor_country",
        "visitor_kind",
    },
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
                    for n in range(1, 31)
                ]
                + [
                    {"session_id": n, "occurred_at": "2024-03-05T10:02", "event_name": "begin_checkout"}
                    for n in range(1, 13)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.4,
            sum=Text(de="12 der 30 mit Warenkorb gingen zur Kasse", en="12 of the 30 with a cart began to check out"),
            by=("funnel_step",),
            cell=("2 cart → checkout",),
        ),
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05"} for _ in range(40)],
                "web_event": [
                    {"session_id": n, "occurred_at": "2024-03-05T10:00", "event_name": "view_item"}
                    for n in range(1, 41)
                ]
                + [
                    {"session_id": n, "occurred_at": "2024-03-05T09:59", "event_name": "add_to_cart"}
                    for n in range(1, 31)
                ]
                + [
                    {"session_id": n, "occurred_at": "2024-03-05T10:00", "event_name": "add_to_cart"}
                    for n in range(31, 35)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.1,
            sum=Text(
                de="30 Warenkörbe vor dem Produkt zählen nicht, 4 in derselben Minute schon: 4 / 40",
                en="30 carts before the product do not count, 4 in the same minute do: 4 / 40",
            ),
            by=("funnel_step",),
            cell=("1 view → cart",),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)

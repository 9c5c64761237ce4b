"""User conversion rate: what share of visitors reaches the goal?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Konversionsrate (je Besucher)", en="Conversion rate (per visitor)"),
    question=Text(
        de="Welcher Anteil der Besucher erreicht im Zeitraum das Ziel?",
        en="What share of visitors reaches the goal in the period?",
    ),
    formula=Text(
        de="Besucher mit mindestens einem Besuch mit erreichtem Ziel / Besucher mit bekanntem Ausgang",
        en="Visitors with at least one visit that reached the goal / visitors with known outcome",
    ),
    caveat=Text(
        de="Höher als die Rate je Besuch, weil viele erst beim zweiten Mal kaufen. Wer das Gerät wechselt, "
        "zählt mehrfach. Braucht einzelne Besuche.",
        en="Higher than the rate per session since many buy only on the second visit. Who changes the "
        "device counts twice. Needs single visits.",
    ),
    kind=Ratio("converted_visitor_count", "measured_visitor_count", interval="wilson"),
    unit="ratio",
    direction="up",
    dimensions={"device", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [
                    {"started_at": "2024-03-05", "visitor_id": str(n), "converted": False} for n in range(30)
                ]
                + [{"started_at": "2024-03-06", "visitor_id": str(n), "converted": True} for n in range(6)]
                + [{"started_at": "2024-03-07", "visitor_id": "0", "converted": True}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2,
            sum=Text(
                de="6 von 30 Besuchern erreichten das Ziel; Besucher 0 zweimal, zählt aber einmal",
                en="6 of 30 visitors converted; visitor 0 did twice and counts once",
            ),
        ),
    ],
    source="Google Analytics Help, 'User key event rate'",
)

"""Click-through rate: what share of links in view is clicked?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Klickrate (Link)", en="Click-through rate (link)"),
    question=Text(
        de="Welcher Anteil der sichtbaren Links und Knöpfe wird geklickt?",
        en="What share of links and buttons in view is clicked?",
    ),
    formula=Text(
        de="Klicks auf Links und Knöpfe / sichtbare Einblendungen",
        en="Clicks on links and buttons / viewable impressions",
    ),
    caveat=Text(
        de="Nenner sind sichtbare Einblendungen, nicht Besuche; Tage, an denen eines von beiden nicht "
        "gemessen wurde, zählen nicht.",
        en="The denominator is viewable impressions, not visits; days on which either was not measured do not count.",
    ),
    kind=Ratio("link_click_count", "link_impression_count", interval="wilson"),
    unit="ratio",
    direction="up",
    dimensions={"element_position", "element_variant", "page", "page_element"},
    grains=("day", "week", "month", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "page_element": [{"kind": "link", "name": "offer"}, {"kind": "banner", "name": "spring"}],
                "element_day": [
                    {"element_id": 1, "day": "2024-03-05", "impressions": 150, "interactions": 5},
                    {"element_id": 1, "day": "2024-03-06", "impressions": 50, "interactions": 3},
                    {"element_id": 1, "day": "2024-03-07", "interactions": 90},
                    {"element_id": 2, "day": "2024-03-05", "impressions": 100, "interactions": 50},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.04,
            sum=Text(
                de="(5 + 3) / (150 + 50); der Tag ohne Messung und das Banner zählen nicht",
                en="(5 + 3) / (150 + 50); the unmeasured day and the banner do not count",
            ),
        ),
    ],
    source="Matomo documentation, 'Content tracking'",
)

"""Element interaction rate: what share of views of a page element leads to an interaction?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Interaktionsrate je Seitenelement", en="Element interaction rate"),
    question=Text(
        de="Wie oft wird ein sichtbares Seitenelement benutzt?",
        en="How often is a page element in view used?",
    ),
    formula=Text(de="Interaktionen / sichtbare Einblendungen", en="Interactions / viewable impressions"),
    caveat=Text(
        de="Mehrere Interaktionen je Einblendung sind möglich (Video anhalten und fortsetzen): die Rate "
        "kann über 100 % liegen.",
        en="Several interactions per view are possible (pause and go on with a video): the rate may exceed 100 %.",
    ),
    kind=Ratio("element_interaction_count", "element_impression_count", interval="wilson"),
    unit="ratio",
    direction="up",
    dimensions={"element_position", "element_variant", "page", "page_element"},
    grains=("week", "month", "quarter", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "page_element": [{"kind": "link", "name": "offer"}, {"kind": "banner", "name": "spring"}],
                "element_day": [
                    {"element_id": 1, "day": "2024-03-05", "impressions": 200, "interactions": 8},
                    {"element_id": 2, "day": "2024-03-05", "impressions": 100, "interactions": 7},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.05,
            sum="(8 + 7) / (200 + 100)",
        ),
        Example(
            rows={
                "page_element": [{"kind": "link", "name": "offer"}, {"kind": "banner", "name": "spring"}],
                "element_day": [
                    {"element_id": 1, "day": "2024-03-05", "impressions": 200, "interactions": 8},
                    {"element_id": 2, "day": "2024-03-05", "impressions": 100, "interactions": 7},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.07,
            sum=Text(de="das Banner: 7 / 100", en="the banner: 7 / 100"),
            by=("page_element",),
            cell=("spring",),
        ),
    ],
    source="Matomo documentation, 'Content tracking'",
)

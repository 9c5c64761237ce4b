"""Complaints: how often do customers complain?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Anzahl Beschwerden", en="Complaints"),
    question=Text(de="Wie oft beschweren sich Kund:innen?", en="How often do customers complain?"),
    formula=Text(
        de="Anzahl der Anliegen, die Unzufriedenheit ausdrücken und eine Antwort erwarten, nach Eingang",
        en="Number of tickets that express dissatisfaction and expect an answer, by the day received",
    ),
    caveat=Text(
        de="Weniger Beschwerden können auch heißen, dass Unzufriedene still gehen: zusammen mit der Abwanderung lesen.",
        en="Fewer complaints can also mean that the dissatisfied leave silently: read along with churn.",
    ),
    kind=Sum("complaint_count"),
    unit="count",
    direction="down",
    dimensions={
        "category",
        "channel",
        "contact_channel",
        "country",
        "priority",
        "product",
        "region",
        "segment",
        "team",
        "ticket_topic",
    },
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-02", "is_complaint": True, "type": "question"},
                    {"created_at": "2024-03-02", "type": "complaint"},
                    {"created_at": "2024-03-09", "is_complaint": False, "type": "complaint"},
                    {"created_at": "2024-03-09", "type": "praise"},
                    {"created_at": "2024-04-01", "is_complaint": True},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de=(
                    "Ein Anliegen als Beschwerde markiert, eines dieser Art ohne Markierung; ein ausdrückliches Nein "
                    "gilt, der April liegt außerhalb"
                ),
                en="One marked as complaint, one of that type without a mark; an explicit no holds, April is outside",
            ),
        ),
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-02", "is_complaint": True, "category_l1": "delivery"},
                    {"created_at": "2024-03-03", "is_complaint": True},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            by=("ticket_topic",),
            cell=(None,),
            value=1,
            sum=Text(de="Die Beschwerde ohne Thema bleibt sichtbar", en="The complaint without a topic stays visible"),
        ),
    ],
    source="ISO 10002:2018, Guidelines for complaints handling in organizations",
)

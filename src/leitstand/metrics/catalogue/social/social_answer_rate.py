"""Answer rate on social media: how many inquiries were answered?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Antwortquote Social Media", en="Answer rate on social media"),
    question=Text(de="Wie viele Anfragen wurden beantwortet?", en="How many inquiries were answered?"),
    formula=Text(
        de="Beantwortete Anfragen / Anfragen, die eine Antwort brauchen",
        en="Inquiries answered / inquiries that need a reply",
    ),
    caveat=Text(
        de="Anfragen der letzten Tage können noch beantwortet werden: die Quote steigt nach.",
        en="Inquiries of the last days may still be answered: the rate rises later.",
    ),
    kind=Ratio("answered_inquiry_count", "inquiry_count"),
    unit="ratio",
    direction="up",
    dimensions={"content_type", "platform", "topic"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "social_interaction": [
                    {"occurred_at": "2024-03-05", "needs_reply": True, "replied_at": "2024-03-06" if n < 27 else None}
                    for n in range(30)
                ]
                + [{"occurred_at": "2024-03-05", "needs_reply": False}, {"occurred_at": "2024-03-05"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.9,
            sum=Text(de="27 / 30; die letzten beiden brauchen keine Antwort", en="27 / 30; the last two need no reply"),
        ),
    ],
    source="Hootsuite, 'Response rate'",
)

"""Satisfied per dissatisfied: how many satisfied answers come with each dissatisfied one?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Zufriedene je Unzufriedenen", en="Satisfied per dissatisfied"),
    question=Text(
        de="Wie viele zufriedene Antworten kommen auf eine unzufriedene?",
        en="How many satisfied answers come with each dissatisfied one?",
    ),
    formula=Text(de="Zufriedene Antworten / unzufriedene Antworten", en="Satisfied answers / dissatisfied answers"),
    caveat=Text(
        de="Schwankt stark, wenn es nur wenige Unzufriedene gibt; ohne Unzufriedene nicht berechenbar.",
        en="Swings widely when few are dissatisfied; cannot be computed without any.",
    ),
    kind=Ratio("satisfied_answer_count", "dissatisfied_answer_count", interval="delta"),
    unit="quotient",
    direction="up",
    dimensions={
        "contact_channel",
        "country",
        "product",
        "region",
        "segment",
        "survey_mode",
        "survey_trigger",
        "team",
        "ticket_topic",
    },
    grains=("week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csat", "scale_min": 1, "scale_max": 5}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(40)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 3} for _ in range(7)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 2} for _ in range(10)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=4,
            sum=Text(
                de="40 Zufriedene / 10 Unzufriedene; die Mitte zählt nicht",
                en="40 satisfied / 10 dissatisfied; the middle does not count",
            ),
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csat", "scale_min": 1, "scale_max": 5}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(40)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(de="Niemand ist unzufrieden", en="Nobody is dissatisfied"),
        ),
    ],
    source="ISO 10004:2018, Customer satisfaction — Guidelines for monitoring and measuring",
)

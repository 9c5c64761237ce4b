"""Share of satisfied customers: how many of those who answered are satisfied?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Anteil zufriedener Kund:innen", en="Share of satisfied customers"),
    question=Text(de="Welcher Anteil der Antworten ist zufrieden?", en="What share of answers is satisfied?"),
    formula=Text(
        de="Antworten im oberen Viertel der Skala / alle gültigen Antworten",
        en="Answers in the upper quarter of the scale / all valid answers",
    ),
    caveat=Text(
        de="Zufrieden ist das obere Viertel der Skala: 4 und 5 von 5, 6 und 7 von 7, 8 bis 10 von 10, bei Schulnoten "
        "1 und 2. Antworten außerhalb der Skala oder ohne bekannte Skala zählen nicht. Werte verschiedener Skalen "
        "sind nur grob vergleichbar; die Antworten sind nicht gewichtet.",
        en="Satisfied is the upper quarter of the scale: 4 and 5 of 5, 6 and 7 of 7, 8 to 10 of 10, with school "
        "grades 1 and 2. Answers off the scale or without a known scale do not count. Values of different scales "
        "compare only roughly; answers are not weighted.",
    ),
    kind=Ratio("satisfied_answer_count", "csat_answer_count"),
    unit="ratio",
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
    min_sample=30,
    examples=[
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csat", "scale_min": 1, "scale_max": 5}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(12)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 4} for _ in range(9)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 3} for _ in range(6)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 2} for _ in range(3)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 9} for _ in range(5)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.7,
            sum=Text(
                de="(12 + 9) Zufriedene von 30; die fünf Antworten außerhalb der Skala zählen nicht",
                en="(12 + 9) satisfied of 30; the five answers off the scale do not count",
            ),
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csat", "scale_min": 1, "scale_max": 6, "reverse": True}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 1} for _ in range(10)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 2} for _ in range(5)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 3} for _ in range(15)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.5,
            sum=Text(de="Schulnoten, 1 ist die beste: (10 + 5) von 30", en="School grades, 1 is best: (10 + 5) of 30"),
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csat", "scale_min": 1, "scale_max": 5}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(29)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(de="29 Antworten sind zu wenig", en="29 answers are too few"),
        ),
    ],
    source="ISO 10004:2018, Customer satisfaction — Guidelines for monitoring and measuring",
)

"""Easy for customers: how many agree that the company made it easy (CES 2.0)?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Anteil „war leicht“ (CES 2.0)", en="Share who found it easy (CES 2.0)"),
    question=Text(
        de="Welcher Anteil stimmt zu, dass das Unternehmen es leicht gemacht hat?",
        en="What share agrees that the company made it easy?",
    ),
    formula=Text(
        de="Zustimmende Antworten (5 bis 7 von 7) / alle gültigen Antworten",
        en="Agreeing answers (5 to 7 of 7) / all valid answers",
    ),
    caveat=Text(
        de="Es gibt zwei Fassungen mit entgegengesetzter Richtung. Hier zählen nur Umfragen, bei denen ein großer "
        "Wert besser ist; auf anderen Skalen gilt das obere Drittel als Zustimmung.",
        en="There are two versions with opposite directions. Only surveys in which a high value is better count "
        "here; on other scales the upper third counts as agreement.",
    ),
    kind=Ratio("easy_answer_count", "ease_answer_count"),
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
                "survey": [{"survey_id": 1, "instrument": "ces", "scale_min": 1, "scale_max": 7, "reverse": False}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 7} for _ in range(10)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(14)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 4} for _ in range(6)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.8,
            sum=Text(de="(10 + 14) von 30 stimmen zu; 4 ist die Mitte", en="(10 + 14) of 30 agree; 4 is the middle"),
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "ces", "scale_min": 1, "scale_max": 5, "reverse": True}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 1} for _ in range(30)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="Antworten auf die ursprüngliche Fassung der Frage zählen hier nicht",
                en="Answers to the original wording do not count here",
            ),
        ),
    ],
    source="Dixon, Toman and DeLisi, The Effortless Experience (2013)",
)

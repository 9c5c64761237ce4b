"""Share of dissatisfied customers: how many of those who answered are dissatisfied?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Anteil unzufriedener Kund:innen", en="Share of dissatisfied customers"),
    question=Text(de="Welcher Anteil der Antworten ist unzufrieden?", en="What share of answers is dissatisfied?"),
    formula=Text(
        de="Antworten im unteren Viertel der Skala / alle gültigen Antworten",
        en="Answers in the lower quarter of the scale / all valid answers",
    ),
    caveat=Text(
        de="Kann steigen, obwohl auch der Anteil Zufriedener steigt: wenn die Mitte sich leert. Unzufrieden ist 1 "
        "und 2 von 5, 1 und 2 von 7, 1 bis 3 von 10, bei Schulnoten 5 und 6.",
        en="Can rise along with the satisfied share when the middle empties. Dissatisfied is 1 and 2 of 5, 1 and 2 "
        "of 7, 1 to 3 of 10, with school grades 5 and 6.",
    ),
    kind=Ratio("dissatisfied_answer_count", "csat_answer_count"),
    unit="ratio",
    direction="down",
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
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(18)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 3} for _ in range(3)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 2} for _ in range(6)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 1} for _ in range(3)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.3,
            sum=Text(de="(6 + 3) Unzufriedene von 30", en="(6 + 3) dissatisfied of 30"),
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csat", "scale_min": 1, "scale_max": 5, "reverse": True}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 1} for _ in range(24)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(6)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2,
            sum=Text(
                de="1 ist die beste Note: die sechs Fünfen sind unzufrieden, von 30",
                en="1 is best: the six fives are dissatisfied, of 30",
            ),
        ),
    ],
    source="ISO 10004:2018, Customer satisfaction — Guidelines for monitoring and measuring",
)

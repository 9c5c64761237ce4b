"""Net promoter score: how many more recommend than advise against?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Weiterempfehlungswert (NPS)", en="Net promoter score (NPS)"),
    question=Text(de="Wie viele würden eher empfehlen als abraten?", en="How many would rather recommend than not?"),
    formula=Text(
        de="100 × (Antworten 9 und 10 − Antworten 0 bis 6) / alle Antworten",
        en="100 × (answers 9 and 10 − answers 0 to 6) / all answers",
    ),
    caveat=Text(
        de="Befragungen zur Beziehung und nach einem Vorgang getrennt lesen (Art der Befragung). Der Wert schwankt "
        "stark: 60 Antworten zeigen keine Veränderung um 5 Punkte. Als Vorhersage des Wachstums nicht besser als "
        "andere Zufriedenheitswerte.",
        en="Read relationship and transactional surveys apart (survey mode). The value swings: 60 answers cannot "
        "show a move of 5 points. As a predictor of growth no better than other satisfaction measures.",
    ),
    kind=Ratio(("nps_promoter_count", "-nps_detractor_count"), "nps_answer_count", scale=100, interval="nps"),
    unit="points",
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
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "nps", "scale_min": 0, "scale_max": 10}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 10} for _ in range(9)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 9} for _ in range(6)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 8} for _ in range(6)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 6} for _ in range(6)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 0} for _ in range(3)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=20,
            sum="100 × ((9 + 6) − (6 + 3)) / 30",
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "nps"}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 9} for _ in range(10)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 7} for _ in range(10)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(20)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=-25,
            sum=Text(
                de="100 × (10 − 20) / 40; eine Umfrage ohne angegebene Skala gilt als 0 bis 10",
                en="100 × (10 − 20) / 40; a survey without a stated scale uses 0 to 10",
            ),
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "nps", "scale_min": 1, "scale_max": 5}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 5} for _ in range(30)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="Eine andere Skala ergibt keinen Net Promoter Score",
                en="Another scale is no net promoter score",
            ),
        ),
    ],
    source="Reichheld, The One Number You Need to Grow, Harvard Business Review (2003); Keiningham et al., Journal "
    "of Marketing 71 (2007); Rocks, The American Statistician 70 (2016)",
)

"""Customer effort score: how much effort did customers need (original wording)?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Kundenaufwand (CES)", en="Customer effort score (CES)"),
    question=Text(
        de="Wie viel Aufwand hatten Kund:innen, um ihr Anliegen zu klären?",
        en="How much effort did customers need to get their issue handled?",
    ),
    formula=Text(
        de="Mittelwert des Aufwands auf der Skala 1 (sehr gering) bis 5 (sehr hoch)",
        en="Mean effort on the scale 1 (very low) to 5 (very high)",
    ),
    caveat=Text(
        de="Es gibt zwei Fassungen mit entgegengesetzter Richtung. Hier zählen nur Umfragen, bei denen ein kleiner "
        "Wert besser ist (Merkmal „reverse“ der Umfrage); andere Skalen werden auf 1 bis 5 umgerechnet. Fehlt die "
        "Angabe, zählt die Antwort in keiner Fassung.",
        en="There are two versions with opposite directions. Only surveys in which a low value is better count here "
        "(the survey's 'reverse' mark); other scales are brought to 1 to 5. Without that mark an answer counts in "
        "neither version.",
    ),
    kind=Ratio("effort_points", "effort_answer_count", interval="delta"),
    unit="score",
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
                "survey": [{"survey_id": 1, "instrument": "ces", "scale_min": 1, "scale_max": 5, "reverse": True}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 1} for _ in range(15)]
                + [{"invite_id": 1, "answered_at": "2024-03-05", "score": 4} for _ in range(15)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2.5,
            sum="(15 × 1 + 15 × 4) / 30",
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "ces", "scale_min": 1, "scale_max": 7, "reverse": False}],
                "survey_invite": [{"invite_id": 1, "survey_id": 1}],
                "survey_answer": [{"invite_id": 1, "answered_at": "2024-03-05", "score": 7} for _ in range(30)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="Antworten auf die neuere Fassung der Frage zählen hier nicht",
                en="Answers to the newer wording do not count here",
            ),
        ),
    ],
    source="Dixon, Freeman and Toman, Stop Trying to Delight Your Customers, Harvard Business Review (2010)",
)

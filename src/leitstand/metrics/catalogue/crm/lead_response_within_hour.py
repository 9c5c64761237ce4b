"""Leads answered within an hour."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Binnen einer Stunde beantwortete Anfragen", en="Leads answered within an hour"),
    question=Text(
        de="Welcher Anteil der Anfragen wird binnen einer Stunde von einem Menschen beantwortet?",
        en="What share of leads is answered by a person within an hour?",
    ),
    formula=Text(
        de="Anfragen mit menschlicher Antwort binnen 60 Minuten / alle Anfragen",
        en="Leads with an answer by a person within 60 minutes / all leads",
    ),
    caveat=Text(
        de="Unbeantwortete Anfragen zählen im Nenner. Kalenderminuten: Wer nachts fragt, wartet länger. Dass "
        "schnelle Antworten mehr Abschlüsse bringen, ist beobachtet, nicht bewiesen.",
        en="Unanswered leads count in the denominator. Calendar minutes: who asks at night waits longer. That fast "
        "answers bring more sales is observed, not proven.",
    ),
    kind=Ratio("promptly_answered_lead_count", "timed_lead_count"),
    unit="ratio",
    direction="up",
    dimensions={"country", "lead_hour", "lead_source", "segment"},
    grains=("day", "week", "month", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "lead": [{"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T10:00"} for _ in range(12)]
                + [{"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T10:01"} for _ in range(9)]
                + [
                    {
                        "created_at": "2024-03-04T09:00",
                        "first_response_at": "2024-03-04T09:01",
                        "first_response_by": "automatic",
                    }
                    for _ in range(6)
                ]
                + [{"created_at": "2024-03-04T09:00"} for _ in range(13)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=0.3,
            sum=Text(
                de=(
                    "12 von 40: genau eine Stunde ist rechtzeitig, automatische Antworten zählen nicht, unbeantwortete "
                    "Anfragen schon"
                ),
                en="12 of 40: an hour sharp is in time, automatic answers do not count, unanswered leads do",
            ),
        ),
    ],
    source="Oldroyd, McElheran and Elkington, The Short Life of Online Sales Leads, Harvard Business Review (2011)",
)

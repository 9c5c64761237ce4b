"""Lead response time: how long do leads wait for a person?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Reaktionszeit auf Anfragen", en="Lead response time"),
    question=Text(
        de="Wie lange warten Anfragen auf die Antwort eines Menschen?",
        en="How long do leads wait for a person to answer?",
    ),
    formula=Text(
        de="Median der Minuten von der Anfrage bis zur ersten Antwort eines Menschen",
        en="Median of the minutes from the lead to the first answer by a person",
    ),
    caveat=Text(
        de="Noch Unbeantwortetes zählt mit der bisherigen Wartezeit als Mindestwert (Kaplan–Meier). Automatische "
        "Antworten zählen nicht als Antwort; sagt die Quelle nicht, wer antwortete, gilt die Antwort als menschlich. "
        "Kalenderminuten, Nächte und Wochenenden zählen mit.",
        en="What is still unanswered counts with its waiting time so far as a lower bound (Kaplan–Meier). Automatic "
        "answers do not count; where the source does not say who answered, it was a person. Calendar minutes, nights "
        "and weekends included.",
    ),
    kind=Quantile("lead_response_minutes", q=0.5, censored=lambda case: case.waits),
    unit="minutes",
    direction="down",
    dimensions={"country", "lead_hour", "lead_source", "segment"},
    grains=("day", "week", "month", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "lead": [
                    {
                        "created_at": "2024-03-04T09:00",
                        "first_response_at": "2024-03-04T09:30",
                        "first_response_by": "human",
                    }
                    for _ in range(6)
                ]
                + [
                    {
                        "created_at": "2024-03-04T09:00",
                        "first_response_at": "2024-03-04T09:01",
                        "first_response_by": "automatic",
                    }
                    for _ in range(3)
                ]
                + [{"created_at": "2024-03-04T09:00"}]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=30,
            sum=Text(
                de=(
                    "6 von 10 nach 30 Minuten beantwortet; 3 mit automatischer Antwort und eine Anfrage ganz ohne "
                    "warten noch"
                ),
                en="6 of 10 answered after 30 minutes; 3 automatic answers and one lead without any still wait",
            ),
        ),
        Example(
            rows={
                "lead": [{"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T09:30"} for _ in range(4)]
                + [{"created_at": "2024-03-04T09:00"} for _ in range(6)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=None,
            sum=Text(
                de="Nur 4 von 10 sind beantwortet: der Median ist noch nicht erreicht",
                en="Only 4 of 10 are answered: the median is not reached yet",
            ),
        ),
    ],
    source="Oldroyd, McElheran and Elkington, The Short Life of Online Sales Leads, Harvard Business Review (2011); "
    "Kaplan and Meier, Journal of the American Statistical Association 53 (1958)",
)

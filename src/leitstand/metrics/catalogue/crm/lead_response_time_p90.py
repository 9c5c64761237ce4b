"""Lead response time: how long do leads wait for a person? In nine of ten cases."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Reaktionszeit auf Anfragen (90-%-Wert)", en="Lead response time (90th percentile)"),
    question=Text(
        de="Wie lange warten Anfragen auf die Antwort eines Menschen, in neun von zehn Fällen?",
        en="How long do leads wait for a person to answer, in nine of ten cases?",
    ),
    formula=Text(
        de="90-%-Wert der Minuten von der Anfrage bis zur ersten Antwort eines Menschen",
        en="90th percentile of the minutes from the lead to the first answer by a person",
    ),
    caveat=Text(
        de="Noch Unbeantwortetes zählt mit der bisherigen Wartezeit als Mindestwert (Kaplan–Meier). Automatische "
        "Antworten zählen nicht als Antwort; sagt die Quelle nicht, wer antwortete, gilt die Antwort als menschlich. "
        "Kalenderminuten, Nächte und Wochenenden zählen mit.",
        en="What is still unanswered counts with its waiting time so far as a lower bound (Kaplan–Meier). Automatic "
        "answers do not count; where the source does not say who answered, it was a person. Calendar minutes, nights "
        "and weekends included.",
    ),
    kind=Quantile("lead_response_minutes", q=0.9, censored=lambda case: case.waits),
    unit="minutes",
    direction="down",
    dimensions={"country", "lead_hour", "lead_source", "segment"},
    grains=("day", "week", "month", "total"),
    min_sample=20,
    examples=[
        Example(
            rows={
                "lead": [{"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T09:30"} for _ in range(18)]
                + [{"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T10:00"} for _ in range(2)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=33,
            sum=Text(
                de="20 Werte, Platz 0,9 × 19 = 17,1: 30 + 0,1 × (60 − 30)",
                en="20 values, place 0.9 × 19 = 17.1: 30 + 0.1 × (60 − 30)",
            ),
        ),
    ],
    source="Oldroyd, McElheran and Elkington, The Short Life of Online Sales Leads, Harvard Business Review (2011); "
    "Kaplan and Meier, Journal of the American Statistical Association 53 (1958)",
)

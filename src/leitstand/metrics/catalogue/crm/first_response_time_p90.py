"""First response time: how long do tickets wait for the first answer? In nine of ten cases."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Erstreaktionszeit (90-%-Wert)", en="First response time (90th percentile)"),
    question=Text(
        de="Wie lange warten Anliegen auf die erste Antwort eines Menschen, in neun von zehn Fällen?",
        en="How long do tickets wait for the first answer by a person, in nine of ten cases?",
    ),
    formula=Text(
        de="90-%-Wert der Minuten vom Eingang bis zur ersten Antwort eines Menschen",
        en="90th percentile of the minutes from receipt to the first answer by a person",
    ),
    caveat=Text(
        de="Noch Unbeantwortetes zählt mit der bisherigen Wartezeit als Mindestwert (Kaplan–Meier). Automatische "
        "Eingangsbestätigungen zählen nicht, soweit die Quelle sie im Verlauf des Anliegens erkennen lässt. "
        "Kalenderminuten, Nächte und Wochenenden zählen mit. Ohne Antwort gelöste Anliegen warten bis zu ihrer "
        "Lösung.",
        en="What is still unanswered counts with its waiting time so far as a lower bound (Kaplan–Meier). Automatic "
        "acknowledgements do not count as far as the ticket's history tells them apart. Calendar minutes, nights and "
        "weekends included. Tickets solved without an answer wait until solved.",
    ),
    kind=Quantile("first_response_minutes", q=0.9, censored=lambda case: case.waits),
    unit="minutes",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=20,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T09:20", "status": "open"}
                    for _ in range(18)
                ]
                + [
                    {"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T10:20", "status": "open"}
                    for _ in range(2)
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=26,
            sum=Text(
                de="20 Werte, Platz 0,9 × 19 = 17,1: 20 + 0,1 × (80 − 20)",
                en="20 values, place 0.9 × 19 = 17.1: 20 + 0.1 × (80 − 20)",
            ),
        ),
    ],
    source="Zendesk Help, 'First reply time'; Kaplan and Meier, Journal of the American Statistical Association 53 "
    "(1958)",
)

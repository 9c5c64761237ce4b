"""First response time: how long do tickets wait for the first answer?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Erstreaktionszeit", en="First response time"),
    question=Text(
        de="Wie lange warten Anliegen auf die erste Antwort eines Menschen?",
        en="How long do tickets wait for the first answer by a person?",
    ),
    formula=Text(
        de="Median der Minuten vom Eingang bis zur ersten Antwort eines Menschen",
        en="Median of the minutes from receipt to the first answer by a person",
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
    kind=Quantile("first_response_minutes", q=0.5, censored=lambda case: case.waits),
    unit="minutes",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T09:20", "status": "open"}
                    for _ in range(7)
                ]
                + [
                    {"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T09:01", "status": "open"}
                    for _ in range(3)
                ],
                "ticket_event": [
                    {"ticket_id": k, "event": "public_reply", "actor_type": "bot", "occurred_at": "2024-03-04T09:01"}
                    for k in (8, 9, 10)
                ]
                + [
                    {"ticket_id": k, "event": "public_reply", "actor_type": "agent", "occurred_at": "2024-03-04T10:00"}
                    for k in (8, 9)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=20,
            sum=Text(
                de=(
                    "7 von 10 nach 20 Minuten; wo nach einer Minute ein Automat bestätigte, antwortete ein Mensch nach "
                    "60 oder noch gar nicht"
                ),
                en=(
                    "7 of 10 after 20 minutes; where a machine acknowledged after one minute a person answered after "
                    "60, or not yet"
                ),
            ),
        ),
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-04T09:00", "first_response_at": "2024-03-04T09:20", "status": "open"}
                    for _ in range(5)
                ]
                + [{"created_at": "2024-03-04T09:00", "status": "open"} for _ in range(5)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=20,
            sum=Text(
                de="Die Hälfte ist nach 20 Minuten beantwortet, die Hälfte wartet",
                en="Half are answered after 20 minutes, half wait",
            ),
        ),
    ],
    source="Zendesk Help, 'First reply time'; Kaplan and Meier, Journal of the American Statistical Association 53 "
    "(1958)",
)

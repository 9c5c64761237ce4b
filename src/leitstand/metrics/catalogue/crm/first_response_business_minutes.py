"""First response time in office hours: how long do tickets wait while somebody is there?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Erstreaktionszeit in Geschäftszeiten", en="First response time in office hours"),
    question=Text(
        de="Wie lange warten Anliegen in Geschäftszeiten auf die erste Antwort eines Menschen?",
        en="How long do tickets wait in office hours for the first answer by a person?",
    ),
    formula=Text(
        de="Median der Minuten vom Eingang bis zur ersten Antwort, gezählt montags bis freitags von 8 bis 18 Uhr "
        "ohne bundesweite Feiertage",
        en="Median of the minutes from receipt to the first answer, counted Monday to Friday from 8 to 18 hours "
        "without nationwide German holidays",
    ),
    caveat=Text(
        de="Geschäftszeiten gelten einheitlich; Feiertage einzelner Länder und abweichende Zeiten eines Teams sind "
        "nicht berücksichtigt. Noch Unbeantwortetes zählt mit der bisherigen Wartezeit als Mindestwert "
        "(Kaplan–Meier). Für Kund:innen zählt die Kalenderzeit: mit der Erstreaktionszeit zusammen lesen.",
        en="Office hours are the same for all; holidays of single states and other hours of a team are not "
        "considered. What is still unanswered counts with its waiting time so far as a lower bound (Kaplan–Meier). "
        "For customers calendar time counts: read along with the first response time.",
    ),
    kind=Quantile("first_response_office_minutes", censored=lambda case: case.waits),
    unit="minutes",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-28T17:30", "first_response_at": "2024-04-02T09:00", "status": "open"}
                    for _ in range(10)
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-10",
            value=90,
            sum=Text(
                de=(
                    "30 Minuten am Donnerstag; Karfreitag, Wochenende und Ostermontag zählen nicht; 60 am Dienstag von "
                    "8 bis 9 Uhr"
                ),
                en=(
                    "30 minutes on Thursday; Good Friday, the weekend and Easter Monday do not count; 60 on Tuesday "
                    "from 8 to 9"
                ),
            ),
        ),
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-04T19:00", "first_response_at": "2024-03-04T21:00", "status": "open"}
                    for _ in range(6)
                ]
                + [{"created_at": "2024-03-04T19:00", "status": "open"} for _ in range(4)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=0,
            sum=Text(
                de=(
                    "Am Abend beantwortet: keine Bürominute verging; vier warten, aber mehr als die Hälfte ist "
                    "beantwortet"
                ),
                en="Answered in the evening: no office minute passed; four wait, but more than half are answered",
            ),
        ),
    ],
    source="Zendesk Help, 'First reply time (business hours)'; Kaplan and Meier, Journal of the American Statistical "
    "Association 53 (1958)",
)

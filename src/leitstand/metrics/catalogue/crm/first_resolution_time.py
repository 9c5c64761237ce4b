"""First resolution time: how long until a ticket is solved for the first time?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Zeit bis zur ersten Lösung", en="First resolution time"),
    question=Text(
        de="Wie lange dauert es, bis ein Anliegen erstmals gelöst ist?",
        en="How long until a ticket is solved for the first time?",
    ),
    formula=Text(
        de="Median der Stunden vom Eingang bis zur ersten Lösung",
        en="Median of the hours from receipt to the first solution",
    ),
    caveat=Text(
        de="Offene Anliegen zählen mit ihrer bisherigen Dauer als Mindestwert (Kaplan–Meier). Wartezeit auf die "
        "Kund:in ist enthalten. Anliegen, deren Lösungszeit die Quelle nicht nennt, fehlen. Zeitraum nach Eingang. "
        "Wieder geöffnete Anliegen gelten hier als gelöst: immer mit der Lösungszeit zusammen lesen.",
        en="Open tickets count with their time so far as a lower bound (Kaplan–Meier). Waiting for the customer is "
        "included. Tickets whose time of solution the source does not state are missing. Period by day received. "
        "Tickets opened again count as solved here: always read along with the resolution time.",
    ),
    kind=Quantile("first_resolution_hours", q=0.5, censored=lambda case: case.never_solved),
    unit="hours",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "ticket": [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "solved",
                        "first_solved_at": "2024-03-04T10:00",
                        "last_solved_at": "2024-03-04T13:00",
                    }
                    for _ in range(6)
                ]
                + [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "open",
                        "first_solved_at": "2024-03-04T12:00",
                        "last_solved_at": "2024-03-04T12:00",
                    }
                    for _ in range(3)
                ]
                + [{"created_at": "2024-03-04T09:00", "status": "open"}]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=1,
            sum=Text(
                de="6 von 10 wurden erstmals nach 1 Stunde gelöst, 3 nach 3 Stunden, eines ist offen",
                en="6 of 10 were first solved after 1 hour, 3 after 3 hours, one is open",
            ),
        ),
    ],
    source="Zendesk Help, 'First resolution time'; Kaplan and Meier, Journal of the American Statistical Association "
    "53 (1958)",
)

"""Resolution time: how long until a ticket is solved for good?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Lösungszeit", en="Resolution time"),
    question=Text(
        de="Wie lange dauert es, bis ein Anliegen endgültig gelöst ist?",
        en="How long until a ticket is solved for good?",
    ),
    formula=Text(
        de="Median der Stunden vom Eingang bis zur letzten Lösung",
        en="Median of the hours from receipt to the last solution",
    ),
    caveat=Text(
        de="Offene Anliegen zählen mit ihrer bisherigen Dauer als Mindestwert (Kaplan–Meier). Wartezeit auf die "
        "Kund:in ist enthalten. Anliegen, deren Lösungszeit die Quelle nicht nennt, fehlen. Zeitraum nach Eingang.",
        en="Open tickets count with their time so far as a lower bound (Kaplan–Meier). Waiting for the customer is "
        "included. Tickets whose time of solution the source does not state are missing. Period by day received.",
    ),
    kind=Quantile("resolution_hours", q=0.5, censored=lambda case: case.unsolved),
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
                        "first_solved_at": "2024-03-04T10:00",
                        "last_solved_at": "2024-03-04T10:00",
                    }
                    for _ in range(4)
                ]
                + [{"created_at": "2024-03-04T09:00", "status": "closed"}]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=4,
            sum=Text(
                de=(
                    "6 von 10 brauchten 4 Stunden bis zur letzten Lösung; 4 wurden wieder geöffnet und sind offen; das "
                    "zu unbekannter Zeit geschlossene bleibt außen vor"
                ),
                en=(
                    "6 of 10 took 4 hours to the last solution; 4 were opened again and are open; the one closed at an "
                    "unknown time is left out"
                ),
            ),
        ),
    ],
    source="Zendesk Help, 'Full resolution time'; Kaplan and Meier, Journal of the American Statistical Association "
    "53 (1958)",
)

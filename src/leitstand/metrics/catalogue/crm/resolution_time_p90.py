"""Resolution time: how long until a ticket is solved for good? In nine of ten cases."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Lösungszeit (90-%-Wert)", en="Resolution time (90th percentile)"),
    question=Text(
        de="Wie lange dauert es, bis ein Anliegen endgültig gelöst ist, in neun von zehn Fällen?",
        en="How long until a ticket is solved for good, in nine of ten cases?",
    ),
    formula=Text(
        de="90-%-Wert der Stunden vom Eingang bis zur letzten Lösung",
        en="90th percentile of the hours from receipt to the last solution",
    ),
    caveat=Text(
        de="Offene Anliegen zählen mit ihrer bisherigen Dauer als Mindestwert (Kaplan–Meier). Wartezeit auf die "
        "Kund:in ist enthalten. Anliegen, deren Lösungszeit die Quelle nicht nennt, fehlen. Zeitraum nach Eingang.",
        en="Open tickets count with their time so far as a lower bound (Kaplan–Meier). Waiting for the customer is "
        "included. Tickets whose time of solution the source does not state are missing. Period by day received.",
    ),
    kind=Quantile("resolution_hours", q=0.9, censored=lambda case: case.unsolved),
    unit="hours",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=20,
    examples=[
        Example(
            rows={
                "ticket": [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "solved",
                        "first_solved_at": "2024-03-04T10:00",
                        "last_solved_at": "2024-03-04T10:00",
                    }
                    for _ in range(18)
                ]
                + [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "closed",
                        "first_solved_at": "2024-03-04T10:00",
                        "last_solved_at": "2024-03-04T20:00",
                    }
                    for _ in range(2)
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-10",
            value=2,
            sum=Text(
                de="20 Werte, Platz 0,9 × 19 = 17,1: 1 + 0,1 × (11 − 1)",
                en="20 values, place 0.9 × 19 = 17.1: 1 + 0.1 × (11 − 1)",
            ),
        ),
    ],
    source="Zendesk Help, 'Full resolution time'; Kaplan and Meier, Journal of the American Statistical Association "
    "53 (1958)",
)

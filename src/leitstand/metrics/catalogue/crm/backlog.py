"""Backlog: how many tickets are open at the end of the period?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Stock

METRIC = Metric(
    title=Text(de="Rückstand", en="Backlog"),
    question=Text(
        de="Wie viele Anliegen sind am Ende des Zeitraums offen?",
        en="How many tickets are open at the end of the period?",
    ),
    formula=Text(
        de="Anliegen, die bis zum Ende des Zeitraums eingegangen und nicht gelöst sind",
        en="Tickets received by the end of the period and not solved",
    ),
    caveat=Text(
        de="Ein Bestand: Monate werden nicht addiert. Wieder geöffnete Anliegen gelten als durchgehend offen, weil "
        "nur die letzte Lösung bekannt ist.",
        en="A stock: months are not added. Tickets opened again count as open throughout, because only the last "
        "solution is known.",
    ),
    kind=Stock("open_ticket_count"),
    unit="count",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-02-20", "status": "open"},
                    {"created_at": "2024-03-01", "status": "solved", "last_solved_at": "2024-03-31"},
                    {"created_at": "2024-03-01", "status": "solved", "last_solved_at": "2024-04-02"},
                    {"created_at": "2024-03-05", "status": "open", "last_solved_at": "2024-03-06"},
                    {"created_at": "2024-03-05", "status": "closed"},
                    {"created_at": "2024-04-01", "status": "new"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-10",
            value=3,
            sum=Text(
                de=(
                    "Offen seit Februar, erst im April gelöst, wieder geöffnet; nicht: am letzten Tag gelöst, zu "
                    "unbekannter Zeit geschlossen, im April eingegangen"
                ),
                en=(
                    "Open since February, solved only in April, opened again; not: solved on the last day, closed at "
                    "an unknown time, received in April"
                ),
            ),
        ),
    ],
    source="Little, A Proof for the Queuing Formula L = λW, Operations Research 9 (1961)",
)

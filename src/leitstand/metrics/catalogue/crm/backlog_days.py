"""Reach of the backlog: how many days of work is it?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

METRIC = Metric(
    title=Text(de="Reichweite des Rückstands", en="Reach of the backlog"),
    question=Text(
        de="Wie viele Tage bräuchte es, den Rückstand beim Tempo des Zeitraums abzuarbeiten?",
        en="How many days would it take to work off the backlog at the pace of the period?",
    ),
    formula=Text(
        de="Offene Anliegen am Ende / (gelöste Anliegen / Tage des Zeitraums)",
        en="Open tickets at the end / (solved tickets / days of the period)",
    ),
    caveat=Text(
        de="Unterstellt, dass nichts Neues eingeht. Im laufenden Zeitraum ist das Tempo noch zu niedrig, weil die "
        "Tage voll zählen. Wurde nichts gelöst, gibt es keinen Wert.",
        en="Assumes that nothing new comes in. In the running period the pace is still too low, because its days "
        "count in full. Where nothing was solved there is no value.",
    ),
    kind=Derived(
        inputs={"waiting": Input("backlog"), "solved": Input("solved_ticket_count")},
        formula=lambda waiting, solved, days: (waiting * days, solved) if waiting is not None and solved else None,
    ),
    unit="days",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("week", "month", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "ticket": [
                    {"created_at": "2024-03-01", "status": "solved", "last_solved_at": "2024-03-05"} for _ in range(62)
                ]
                + [{"created_at": "2024-03-01", "status": "open"} for _ in range(10)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-10",
            value=5,
            sum=Text(de="10 offen / (62 gelöst / 31 Tage)", en="10 open / (62 solved / 31 days)"),
        ),
        Example(
            rows={"ticket": [{"created_at": "2024-03-01", "status": "open"} for _ in range(10)]},
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-10",
            value=None,
            sum=Text(de="Nichts wurde gelöst: kein Tempo", en="Nothing was solved: no pace"),
        ),
    ],
    source="Little, A Proof for the Queuing Formula L = λW, Operations Research 9 (1961)",
)

"""Age of the backlog: how old are open tickets?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Alter des Rückstands (Median)", en="Age of the backlog (median)"),
    question=Text(de="Wie alt sind die offenen Anliegen?", en="How old are open tickets?"),
    formula=Text(
        de="Median der Tage seit Eingang über alle am Ende des Zeitraums offenen Anliegen",
        en="Median of the days since receipt over all tickets open at the end of the period",
    ),
    caveat=Text(
        de="Am letzten Tag des Zeitraums; ein am selben Tag eingegangenes Anliegen ist 0 Tage alt. Ein sinkendes "
        "Alter kann heißen, dass viele neue Anliegen kamen: mit dem Rückstand zusammen lesen.",
        en="On the last day of the period; a ticket received that day is 0 days old. A falling age can mean that "
        "many new tickets came: read along with the backlog.",
    ),
    kind=Quantile("open_ticket_days", q=0.5),
    unit="days",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "ticket": [{"created_at": "2024-03-29", "status": "open"} for _ in range(6)]
                + [{"created_at": "2024-03-01", "status": "open"} for _ in range(5)]
                + [{"created_at": "2024-01-01", "status": "solved", "last_solved_at": "2024-03-30"}]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-10",
            value=2,
            sum=Text(
                de="11 offene Anliegen: 6 sind am 31. März 2 Tage alt, 5 sind 30 Tage alt; in der Mitte liegt 2",
                en="11 open tickets: 6 are 2 days old on 31 March, 5 are 30 days old; the middle is 2",
            ),
        ),
    ],
    source="Hyndman and Fan, The American Statistician 50 (1996)",
)

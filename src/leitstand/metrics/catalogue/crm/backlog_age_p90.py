"""Age of the backlog: how old are open tickets, nine of ten at most?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Alter des Rückstands (90-%-Wert)", en="Age of the backlog (90th percentile)"),
    question=Text(
        de="Wie alt sind neun von zehn offenen Anliegen höchstens?", en="How old are nine of ten open tickets at most?"
    ),
    formula=Text(
        de="90-%-Wert der Tage seit Eingang über alle am Ende des Zeitraums offenen Anliegen",
        en="90th percentile of the days since receipt over all tickets open at the end of the period",
    ),
    caveat=Text(
        de="Am letzten Tag des Zeitraums; ein am selben Tag eingegangenes Anliegen ist 0 Tage alt. Ein sinkendes "
        "Alter kann heißen, dass viele neue Anliegen kamen: mit dem Rückstand zusammen lesen.",
        en="On the last day of the period; a ticket received that day is 0 days old. A falling age can mean that "
        "many new tickets came: read along with the backlog.",
    ),
    kind=Quantile("open_ticket_days", q=0.9),
    unit="days",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("day", "week", "month", "total"),
    min_sample=20,
    examples=[
        Example(
            rows={
                "ticket": [{"created_at": "2024-03-29", "status": "open"} for _ in range(18)]
                + [{"created_at": "2024-03-01", "status": "open"} for _ in range(3)]
                + [{"created_at": "2024-01-01", "status": "solved", "last_solved_at": "2024-03-30"}]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-10",
            value=30,
            sum=Text(
                de="21 offene Anliegen, Platz 0,9 × 20 = 18: das 19. ist 30 Tage alt",
                en="21 open tickets, place 0.9 × 20 = 18: the 19th is 30 days old",
            ),
        ),
    ],
    source="Hyndman and Fan, The American Statistician 50 (1996)",
)

"""Complaint resolution time: how long until a complaint is solved, in the slowest tenth?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Bearbeitungsdauer von Beschwerden (90-%-Wert)", en="Complaint resolution time (90th percentile)"),
    question=Text(
        de="Binnen welcher Zeit sind neun von zehn Beschwerden gelöst?",
        en="Within what time are nine of ten complaints solved?",
    ),
    formula=Text(
        de="90-%-Wert der Tage von Eingang bis zur letzten Lösung",
        en="90th percentile of the days from receipt to the last solution",
    ),
    caveat=Text(
        de="Auch offene Beschwerden zählen, mit ihrer bisherigen Dauer als Mindestwert (Kaplan–Meier): Der Median "
        "nur über erledigte verbirgt die alten offenen. Zeitraum nach Eingang.",
        en="Open complaints count too, with their time so far as a lower bound (Kaplan–Meier): a median over solved "
        "ones only hides the old open ones. Period by day received.",
    ),
    kind=Quantile("complaint_days", q=0.9, censored=lambda ticket: ticket.unsolved),
    unit="days",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "region", "segment", "team", "ticket_topic"},
    grains=("week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=20,
    examples=[
        Example(
            rows={
                "ticket": [
                    {
                        "created_at": "2024-03-01",
                        "is_complaint": True,
                        "status": "solved",
                        "last_solved_at": "2024-03-03",
                    }
                    for _ in range(18)
                ]
                + [
                    {
                        "created_at": "2024-03-01",
                        "is_complaint": True,
                        "status": "solved",
                        "last_solved_at": "2024-03-11",
                    }
                    for _ in range(2)
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-20",
            value=2.8,
            sum=Text(
                de="20 Werte, Platz 0,9 × 19 = 17,1: 2 + 0,1 × (10 − 2)",
                en="20 values, place 0.9 × 19 = 17.1: 2 + 0.1 × (10 − 2)",
            ),
        ),
        Example(
            rows={
                "ticket": [
                    {
                        "created_at": "2024-03-01",
                        "is_complaint": True,
                        "status": "solved",
                        "last_solved_at": "2024-03-03",
                    }
                    for _ in range(17)
                ]
                + [{"created_at": "2024-03-01", "is_complaint": True, "status": "open"} for _ in range(3)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-20",
            value=None,
            sum=Text(de="17 von 20 gelöst: 90 % noch nicht erreicht", en="17 of 20 solved: 90 % not reached yet"),
        ),
    ],
    source="Kaplan and Meier, Journal of the American Statistical Association 53 (1958); ISO 10002:2018",
)

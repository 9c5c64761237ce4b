"""Complaint resolution time: how long until a complaint is solved?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Bearbeitungsdauer von Beschwerden", en="Complaint resolution time"),
    question=Text(
        de="Wie lange dauert es, bis eine Beschwerde gelöst ist?", en="How long until a complaint is solved?"
    ),
    formula=Text(
        de="Median der Tage von Eingang bis zur letzten Lösung",
        en="Median of the days from receipt to the last solution",
    ),
    caveat=Text(
        de="Auch offene Beschwerden zählen, mit ihrer bisherigen Dauer als Mindestwert (Kaplan–Meier): Der Median "
        "nur über erledigte verbirgt die alten offenen. Zeitraum nach Eingang.",
        en="Open complaints count too, with their time so far as a lower bound (Kaplan–Meier): a median over solved "
        "ones only hides the old open ones. Period by day received.",
    ),
    kind=Quantile("complaint_days", q=0.5, censored=lambda ticket: ticket.unsolved),
    unit="days",
    direction="down",
    dimensions={"contact_channel", "priority", "product", "region", "segment", "team", "ticket_topic"},
    grains=("week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "ticket": [
                    {
                        "created_at": "2024-03-01",
                        "is_complaint": True,
                        "status": "solved",
                        "last_solved_at": "2024-03-05",
                    }
                    for _ in range(6)
                ]
                + [{"created_at": "2024-03-01", "is_complaint": True, "status": "open"} for _ in range(4)]
                + [
                    {
                        "created_at": "2024-03-01",
                        "status": "solved",
                        "last_solved_at": "2024-03-02",
                        "is_complaint": False,
                    }
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-20",
            value=4,
            sum=Text(
                de=(
                    "6 von 10 nach 4 Tagen gelöst, 4 seit 20 Tagen offen: nach 4 Tagen ist mehr als die Hälfte gelöst; "
                    "das letzte Anliegen ist keine Beschwerde"
                ),
                en=(
                    "6 of 10 solved after 4 days, 4 open for 20: after 4 days more than half are solved; the last is "
                    "no complaint"
                ),
            ),
        ),
        Example(
            rows={
                "ticket": [
                    {
                        "created_at": "2024-03-01",
                        "is_complaint": True,
                        "status": "solved",
                        "last_solved_at": "2024-03-05",
                    }
                    for _ in range(4)
                ]
                + [{"created_at": "2024-03-01", "is_complaint": True, "status": "open"} for _ in range(6)]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-03-20",
            value=None,
            sum=Text(
                de="Nur 4 von 10 sind gelöst: der Median ist noch nicht erreicht",
                en="Only 4 of 10 are solved: the median is not reached yet",
            ),
        ),
    ],
    source="Kaplan and Meier, Journal of the American Statistical Association 53 (1958); ISO 10002:2018",
)

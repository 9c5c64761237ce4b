"""CRM adoption rate: how many seats are really used?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="CRM-Nutzungsquote", en="CRM adoption rate"),
    question=Text(
        de="Wie viele CRM-Zugänge werden wirklich genutzt?",
        en="How many CRM seats are really used?",
    ),
    formula=Text(
        de="Zugänge, die in der Woche an mindestens 3 Tagen etwas angelegt, geändert oder ausgewertet "
        "haben / alle Zugänge, je volle Woche",
        en="Seats that created, changed or evaluated something on at least 3 days of the week / all seats, "
        "per full week",
    ),
    caveat=Text(
        de="Anmelden allein ist keine Nutzung. Kurze Wochen (Feiertage, Urlaub) senken die Quote. "
        "Beschäftigtendaten: nur auf Ebene des Teams. Eine Woche zählt zum Monat ihres Donnerstags.",
        en="Logging in alone is no use. Short weeks (holidays, leave) lower the rate. Employee data: team "
        "level only. A week belongs to the month of its Thursday.",
    ),
    kind=Ratio("used_seat_week_count", "seat_week_count", interval="delta", cluster="employee_id"),
    unit="ratio",
    direction="up",
    dimensions={"employee_role", "team"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=5,
    examples=[
        Example(
            rows={
                "employee": [{"crm_seat": True} for _ in range(5)]
                + [{"crm_seat": False}, {"crm_seat": True, "active_to": "2024-03-06"}],
                "crm_usage_day": [{"employee_id": 1, "day": f"2024-03-0{d}", "records_created": 1} for d in (4, 5, 6)]
                + [{"employee_id": 2, "day": f"2024-03-0{d}", "logins": 9} for d in (4, 5, 6, 7)]
                + [{"employee_id": 3, "day": f"2024-03-0{d}", "records_updated": 4} for d in (4, 5)]
                + [{"employee_id": 4, "day": f"2024-03-0{d}", "reports_viewed": 2} for d in (4, 5, 6, 7)],
            },
            start="2024-03-04",
            end="2024-03-11",
            value=0.4,
            sum=Text(
                de=(
                    "Beschäftigte 1 und 4 von 5; 2 meldete sich nur an, 3 arbeitete an 2 Tagen; eine Person hat keinen "
                    "Zugang, eine ist ausgeschieden"
                ),
                en="employees 1 and 4 of 5; 2 only logged in, 3 worked on 2 days; one has no seat, one left",
            ),
            grain="week",
            as_of="2024-03-10",
        ),
        Example(
            rows={
                "employee": [{"crm_seat": True} for _ in range(5)],
                "crm_usage_day": [{"employee_id": 1, "day": f"2024-03-0{d}", "records_created": 1} for d in (4, 5, 6)],
            },
            start="2024-03-04",
            end="2024-03-11",
            value=None,
            sum=Text(de="die Woche ist nicht zu Ende", en="the week is not over"),
            grain="week",
            as_of="2024-03-08",
        ),
    ],
    source="Own definition after DeLone and McLean (2003), system use",
)

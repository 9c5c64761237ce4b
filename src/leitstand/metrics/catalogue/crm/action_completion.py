"""Action completion: which part of the plan is done on time."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Model, Ratio

METRIC = Metric(
    title=Text(de="Pünktlich erledigte Maßnahmen", en="Actions completed on time"),
    question=Text(
        de="Welcher Anteil der fälligen Maßnahmen wurde pünktlich erledigt?",
        en="Which share of the actions due was done on time?",
    ),
    formula=Text(
        de="Bis zum Termin erledigte Maßnahmen / im Zeitraum fällige Maßnahmen",
        en="Actions done by their due date / actions due in the period",
    ),
    caveat=Text(
        de=(
            "Erledigt heißt nicht wirksam: lesen Sie action_effect_share dazu. Fallengelassene Maßnahmen gelten"
            " als nicht erledigt; wer den Termin verschiebt, hebt die Quote."
        ),
        en=(
            "Done does not mean effective: read action_effect_share with it. Dropped actions count as not done;"
            " who moves the date lifts the rate."
        ),
    ),
    kind=Model(
        kind=Ratio("action_on_time_count", "action_due_count"),
        waits_for=Text(
            de="Es gibt keine fälligen Maßnahmen. `leitstand plan` zeigt, was geplant ist.",
            en="No actions are due. `leitstand plan` shows what is planned.",
        ),
    ),
    unit="ratio",
    direction="up",
    dimensions={"action_family", "team", "rule"},
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=5,
    examples=[
        Example(
            rows={
                "action_fact": [
                    {
                        "action_id": str(n),
                        "family": "cash",
                        "due_on": "2024-03-20",
                        "done_on": "2024-03-20",
                        "status": "done",
                        "has_effect_result": n < 2,
                    }
                    for n in range(6)
                ]
                + [
                    {"action_id": "late", "due_on": "2024-03-20", "done_on": "2024-03-21", "status": "done"},
                    {"action_id": "open", "family": "cash", "due_on": "2024-03-31", "status": "started"},
                    {"action_id": "future", "due_on": "2024-04-20", "done_on": "2024-03-15", "status": "done"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.75,
            sum=Text(
                de="6 von 8: eine kam einen Tag zu spät, eine ist offen; was im April fällig ist, zählt nicht",
                en="6 of 8: one was a day late, one is open; what is due in April does not count",
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Own definition",
)

"""Verified actions: of how many done actions the effect was measured."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Model, Ratio

METRIC = Metric(
    title=Text(de="Maßnahmen mit gemessener Wirkung", en="Actions with a measured effect"),
    question=Text(
        de="Bei welchem Anteil der erledigten Maßnahmen wurde die Wirkung gemessen?",
        en="Of which share of the actions done was the effect measured?",
    ),
    formula=Text(
        de="Im Zeitraum erledigte Maßnahmen mit gemessener Wirkung / im Zeitraum erledigte Maßnahmen",
        en="Actions done in the period with a measured effect / actions done in the period",
    ),
    caveat=Text(
        de="Gemessen heißt nicht positiv. Die Messung braucht Zeit: junge Zeiträume sind zu niedrig.",
        en="Measured does not mean positive. Measuring takes time: recent periods are too low.",
    ),
    kind=Model(
        kind=Ratio("action_verified_count", "action_done_count"),
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
            value=0.25,
            sum=Text(de="2 der 8 im März erledigten", en="2 of the 8 done in March"),
            as_of="2024-03-31",
        ),
    ],
    source="Own definition",
)

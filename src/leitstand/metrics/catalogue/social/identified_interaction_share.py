"""Share of single interactions that belong to a known customer or prospect."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Anteil zugeordneter Interaktionen", en="Share of identified interactions"),
    question=Text(
        de="Von wie vielen Interaktionen ist bekannt, wer sie auslöste?",
        en="Of how many interactions is it known who made them?",
    ),
    formula=Text(
        de="Interaktionen mit bekannter Person / einzeln vorliegende Interaktionen",
        en="Interactions of a known person / single interactions on record",
    ),
    caveat=Text(
        de="Plattformen liefern oft nur Summen: der Anteil gilt für die einzeln vorliegenden Interaktionen.",
        en="Platforms often deliver totals only: the share holds for the interactions on record one by one.",
    ),
    kind=Ratio("identified_interaction_count", "recorded_interaction_count"),
    unit="ratio",
    direction="up",
    dimensions={"content_type", "platform", "topic"},
    grains=("month", "quarter", "year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "social_interaction": [
                    {"occurred_at": "2024-03-05", "customer_key": 1 if n < 10 else None} for n in range(40)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum="10 / 40",
        ),
    ],
    source="Own definition: coverage of the customer match",
)

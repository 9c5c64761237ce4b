"""One row per model score of a customer: is the expected value in the upper half of that day's scores?"""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    scores = facts.table("customer_score")
    scores = scores.filter(scores.p_alive.notnull() & scores.expected_value_base.notnull())
    batch = [scores.model_id, scores.model_version, scores.scored_on]
    value = scores.expected_value_base.cast("float64")
    return scores.select(
        "customer_key", "scored_on", "p_alive", "currency", "expected_value_base",
        upper_half=value >= value.median().over(group_by=batch),
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Rang des erwarteten Kundenwerts", en="Rank of the expected customer value"),
    build=build,
    sources=("customer_score",),
    references={"customer_key": "customer"},
    days=("scored_on",),
)

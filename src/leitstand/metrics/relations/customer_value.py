"""One row per customer and day of assessment with the expected future value; the latest model version counts."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    scores = facts.table("customer_score")
    scores = scores.filter(scores.expected_value.notnull())
    latest = ibis.window(
        group_by=[scores.customer_key, scores.scored_on],
        order_by=[ibis.desc(scores.model_version), ibis.desc(scores.model_id)],
    )
    ranked = scores.mutate(place=ibis.row_number().over(latest))
    return ranked.filter(ranked.place == 0).drop("place")


RELATION = Relation(
    title=Text(de="Erwarteter Kundenwert", en="Expected customer value"),
    build=build,
    sources=("customer_score",),
    references={"customer_key": "customer"},
    days=("scored_on",),
)

"""One row per two successive order days of a customer: the days between them, at the later day."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    purchases = facts.table("purchase")
    gaps = purchases.filter(purchases.previous_on < purchases.ordered_on)
    return gaps.select("customer_key", "ordered_on", gap_days=gaps.ordered_on.delta(gaps.previous_on, unit="day"))


RELATION = Relation(
    title=Text(de="Abstände zwischen Käufen", en="Gaps between purchases"),
    build=build,
    sources=("purchase",),
    references={"customer_key": "customer"},
    days=("ordered_on",),
)

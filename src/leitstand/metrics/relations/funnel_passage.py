"""The purchase funnel step by step: one row per visit and step it reached, with whether it went on to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    visits = facts.table("session_steps")
    parts = []
    for number, (step, following) in enumerate(pairwise(("view", "cart", "checkout", "purchase")), start=1):
        reached = visits.filter(visits[f"{step}_at"].notnull())
        went_on = reached[f"{following}_at"].notnull()
        step_name = ibis.literal(f"{number} {step} → {following}")
        parts.append(reached.select("session_id", funnel_step=step_name, went_on=went_on))
    return ibis.union(*parts)


RELATION = Relation(
    title=Text(de="Durchgang durch die Stufen des Kauftrichters", en="Passage through the steps of the purchase funnel"),
    build=build,
    sources=("session_steps",),
    references={"session_id": "web_session"},
)

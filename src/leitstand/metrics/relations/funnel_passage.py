"""The purchase funnel step by step: one row per visit and step it reached, with whether it went on to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

STEPS = ("view", "cart", "checkout", "purchase")


def build(facts: Facts) -> Any:
    import ibis

    visits = facts.table("session_steps").filter(lambda t: t.view_at.notnull())
    reached = {step: visits[f"{step}_at"].notnull() for step in STEPS}
    passages = ibis.array(
        [
            ibis.struct({"name": f"{number} {step} → {after}", "reached": reached[step], "went_on": reached[after]})
            for number, (step, after) in enumerate(pairwise(STEPS), start=1)
        ]
    )
    rows = visits.select("session_id", passage=passages.unnest())
    rows = rows.select(
        "session_id", funnel_step=rows.passage["name"], reached=rows.passage["reached"], went_on=rows.passage["went_on"]
    )
    return rows.filter(rows.reached).drop("reached")


RELATION = Relation(
    title=Text(de="Durchgang durch den Kauftrichter", en="Passage through the purchase funnel"),
    build=build,
    sources=("session_steps",),
    references={"session_id": "web_session"},
)

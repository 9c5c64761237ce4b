"""How far each visit came on the way to a purchase: one row per visit with recorded events."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

STEPS = (
    ("view", ("view_item", "product")),
    ("cart", ("add_to_cart",)),
    ("checkout", ("begin_checkout",)),
    ("purchase", ("purchase",)),
)
"""Step and the names of its event, in their order."""


def build(facts: Facts) -> Any:
    """`view_at` … `purchase_at`: first event of the step that is not before the step before it (null: not reached);
    `has_cart`, `has_purchase`: the event occurred at all, in whatever order."""
    events = facts.table("web_event")
    known = events.session_id.notnull() & events.occurred_at.notnull() & (events.occurred_on <= facts.as_of)
    events = events.filter(known).select("session_id", "event_name", "occurred_at")
    visits = events.group_by("session_id").aggregate(
        has_cart=(events.event_name == "add_to_cart").fill_null(False).any(),
        has_purchase=(events.event_name == "purchase").fill_null(False).any(),
        **{f"{step}_at": events.occurred_at.min(where=events.event_name.isin(names)) for step, names in STEPS[:1]},
    )
    # step by step over the few events that are left, not with windows over all of them
    for (before, _), (step, names) in pairwise(STEPS):
        reached = visits.filter(visits[f"{before}_at"].notnull()).select(visit=visits.session_id, since=f"{before}_at")
        named = events.filter(events.event_name.isin(names))
        later = named.join(reached, [named.session_id == reached.visit, named.occurred_at >= reached.since])
        first = later.group_by("session_id").aggregate(**{f"{step}_at": later.occurred_at.min()})
        visits = visits.left_join(first, "session_id").drop("session_id_right")
    return visits


RELATION = Relation(
    title=Text(de="Stufen im Kauftrichter je Besuch", en="Purchase funnel steps per visit"),
    build=build,
    sources=("web_event",),
    key="session_id",
    references={"session_id": "web_session"},
    extends="web_session",
)

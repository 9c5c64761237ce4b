"""How far each visit came on the way to a purchase: one row per visit with recorded events."""

from __future__ import annotations

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
    import ibis

    events = facts.table("web_event")
    known = events.session_id.notnull() & events.occurred_at.notnull() & (events.occurred_on <= facts.as_of)
    events = events.filter(known).select("session_id", "event_name", "occurred_at")
    visit = ibis.window(group_by="session_id")
    before = None
    for step, names in STEPS:
        counts = events.event_name.isin(names)
        if before is not None:
            counts = counts & (events.occurred_at >= events[before])
        before = f"{step}_at"
        events = events.mutate(**{before: events.occurred_at.min(where=counts).over(visit)})
    return events.group_by("session_id").aggregate(
        has_cart=(events.event_name == "add_to_cart").fill_null(False).any(),
        has_purchase=(events.event_name == "purchase").fill_null(False).any(),
        **{f"{step}_at": events[f"{step}_at"].max() for step, _ in STEPS},
    )


RELATION = Relation(
    title=Text(de="Stufen im Kauftrichter je Besuch", en="Purchase funnel steps per visit"),
    build=build,
    sources=("web_event",),
    key="session_id",
    references={"session_id": "web_session"},
    extends="web_session",
)

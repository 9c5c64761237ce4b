"""How far each visit came on the way to a purchase: one row per visit with recorded events."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

STEPS = (("view", ("view_item", "product")), ("cart", ("add_to_cart",)), ("checkout", ("begin_checkout",)), ("purchase", ("purchase",)))  # fmt: skip
"""Step and the names of its event, in their order."""


def build(facts: Facts) -> Any:
    """`view_at` … `purchase_at`: first event of the step that is not before the step before it (null: not reached);
    `has_cart`, `has_purchase`: the event occurred at all, in whatever order."""
    events = facts.table("web_event")
    events = events.filter(events.session_id.notnull(), events.occurred_at.notnull(), events.occurred_on <= facts.as_of)
    visits = events.group_by("session_id").aggregate(
        has_cart=(events.event_name == "add_to_cart").fill_null(False).any(),
        has_purchase=(events.event_name == "purchase").fill_null(False).any(),
    )
    before = None
    for step, names in STEPS:
        named = events.filter(events.event_name.isin(names))
        if before is not None:
            reached = visits.select("session_id", since=visits[before])
            named = named.join(reached, "session_id").filter(lambda t: t.occurred_at >= t.since)
        first = named.group_by("session_id").aggregate(**{f"{step}_at": named.occurred_at.min()})
        visits = visits.left_join(first, "session_id").drop("session_id_right")
        before = f"{step}_at"
    return visits


RELATION = Relation(
    title=Text(de="Stufen im Kauftrichter je Besuch", en="Purchase funnel steps per visit"),
    build=build,
    sources=("web_event",),
    key="session_id",
    references={"session_id": "web_session"},
    extends="web_session",
)

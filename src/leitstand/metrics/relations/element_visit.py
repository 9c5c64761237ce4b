"""Which visit used which part of a page: one row per visit, page element and day."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """`converted`: the visit reached the goal, by the source's word or a purchase event."""
    events = facts.table("web_event")
    events = events.filter(events.element_id.notnull(), events.session_id.notnull(), events.occurred_on <= facts.as_of)
    used = events.select("element_id", "session_id", day=events.occurred_on).distinct()
    sessions = facts.table("web_session")
    sessions = sessions.filter(~sessions.is_bot.fill_null(False)).select("session_id", "converted")
    steps = facts.table("session_steps").select("session_id", "has_purchase")
    joined = used.join(sessions, "session_id").left_join(steps, "session_id")
    reached = joined.converted.fill_null(False) | joined.has_purchase.fill_null(False)
    return joined.select("element_id", "session_id", "day", converted=reached)


RELATION = Relation(
    title=Text(de="Besuche, die ein Seitenelement benutzt haben", en="Visits that used a page element"),
    build=build,
    sources=("web_event", "web_session"),
    references={"element_id": "page_element", "session_id": "web_session"},
    days=("day",),
)

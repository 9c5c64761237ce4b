"""Deals for which the CRM holds at least one meeting."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    activities = facts.table("crm_activity")
    past = activities.occurred_on <= facts.as_of
    meetings = activities.filter(activities.type == "meeting", activities.deal_id.notnull(), past)
    return meetings.group_by("deal_id").aggregate(meetings=meetings.count())


RELATION = Relation(
    title=Text(de="Termine je Verkaufschance", en="Meetings per deal"),
    build=build,
    sources=("crm_activity",),
    key="deal_id",
    references={"deal_id": "deal"},
    extends="deal",
)

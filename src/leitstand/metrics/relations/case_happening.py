"""Everything that event logs record: made ready, started or finished."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """One row per recorded event: process, case_id, activity, happened_on, source_system."""
    event = facts.table("case_event")
    return event.select(
        "process", "case_id", "activity", "source_system",
        happened_on=event.completed_on.coalesce(event.started_on, event.enabled_on),
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Ereignisse in Vorgängen", en="Events in cases"),
    build=build,
    sources=("case_event",),
    days=("happened_on",),
)

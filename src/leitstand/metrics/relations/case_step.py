"""Steps of process cases with the hours they waited and the hours they were worked on."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """One row per step with a start and an end: process, case_id, activity, completed_on, waiting_hours, service_hours.

    A step waits from enabled_at, else from the end of the step before it in the case; the first step does not wait.
    """
    event = facts.table("case_event")
    event = event.filter(event.case_id.notnull() & event.completed_at.notnull())
    order = ibis.window(group_by=["source_system", "process", "case_id"], order_by=["completed_at", "case_event_id"])
    event = event.mutate(before=event.completed_at.lag().over(order))
    step = event.filter(event.started_at.notnull() & (event.started_at <= event.completed_at))
    ready = ibis.least(step.enabled_at.coalesce(step.before, step.started_at), step.started_at)
    return step.select(
        "process", "case_id", "activity", "completed_on", "source_system",
        waiting_hours=step.started_at.delta(ready, unit="second") / 3600.0,
        service_hours=step.completed_at.delta(step.started_at, unit="second") / 3600.0,
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Prozessschritte mit Warte- und Bearbeitungszeit", en="Process steps with waiting and service time"),
    build=build,
    sources=("case_event",),
    days=("completed_on",),
)

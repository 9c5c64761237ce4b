"""From recorded events to steps: how long each waited, how long somebody worked on it, and what came before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.analysis.process.office import office_hours

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("case_id", "activity", "enabled_at", "started_at", "completed_at", "resource")
"""What a log has: one row per event, the instants in clock time; only completed_at is always there for a step."""


def steps_of(events: pd.DataFrame) -> pd.DataFrame:
    """One row per finished step, by case and time. events: COLUMNS.

    case_id, activity, resource, end; ready: when it could have begun (enabled_at, else the end of the step before, else
    its start); waiting, service: office hours from ready to start and from start to end. With one instant per event the
    whole time since the step before is waiting and service is NaN. elapsed: hours from ready to end by the clock.
    position: 0 for the first step of a case; again: the activity was done before in the case; passed: the work came to
    somebody else than the step before (None where either is unknown); nothing: the step takes no time (service 0
    and one instant).
    """
    import pandas as pd

    done = events[events.completed_at.notna() & events.case_id.notna()]
    done = done.sort_values(["case_id", "completed_at"], kind="stable").reset_index(drop=True)
    case = done.groupby("case_id", sort=False)
    before = case.completed_at.shift()
    started, enabled = pd.to_datetime(done.started_at), pd.to_datetime(done.enabled_at)
    started = started.where(started <= done.completed_at)
    ready = enabled.fillna(before).fillna(started).fillna(done.completed_at)
    ready = pd.concat([ready, started.fillna(done.completed_at)], axis=1).min(axis=1)
    begun = started.fillna(done.completed_at)
    colleague = case.resource.shift()
    return pd.DataFrame(
        {
            "case_id": done.case_id,
            "activity": done.activity,
            "resource": done.resource,
            "end": done.completed_at,
            "ready": ready,
            "waiting": np.maximum(office_hours(ready, begun), 0.0),
            "service": np.maximum(office_hours(started, done.completed_at), 0.0),
            "elapsed": (done.completed_at - ready).dt.total_seconds() / 3600,
            "position": case.cumcount(),
            "again": done.duplicated(["case_id", "activity"]),
            "passed": _differ(done.resource, colleague),
        }
    )


def _differ(one: Any, other: Any) -> Any:
    known = one.notna() & other.notna()
    return (one != other).where(known)


def cases_of(steps: pd.DataFrame) -> pd.DataFrame:
    """One row per case: start, end, elapsed (hours by the clock), steps, variant (activities in their order, as a
    tuple), rework (an activity was done twice), handoffs (how often the work changed hands)."""
    case = steps.groupby("case_id", sort=False)
    found = case.agg(start=("ready", "min"), end=("end", "max"), steps=("activity", "size"), rework=("again", "any"))
    found["elapsed"] = (found.end - found.start).dt.total_seconds() / 3600
    found["variant"] = case.activity.agg(tuple)
    found["handoffs"] = steps[steps.passed == True].groupby("case_id").size().reindex(found.index, fill_value=0)  # noqa: E712
    return found

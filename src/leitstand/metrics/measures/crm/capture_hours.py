"""Hours between an event and its entry in the CRM; entered beforehand counts as none."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure


def hours_late(activity: Any) -> Any:
    import ibis

    seconds = activity.logged_at.epoch_seconds() - activity.occurred_at.epoch_seconds()
    return ibis.greatest(seconds, 0) / 3600.0


MEASURE = Measure(
    title=Text(de="Stunden bis zum Eintrag", en="Hours until the entry"),
    table="crm_activity",
    time="occurred_on",
    aggregate="mean",
    value=hours_late,
    where=lambda activity: activity.logged_at.notnull() & activity.occurred_at.notnull(),
    additive=False,
    ever=("crm_activity.logged_at",),
    unit="hours",
    direction="down",
)

"""One row per CRM seat and full week: on how many days the seat was really used."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

DAYS_NEEDED = 3


def build(facts: Facts) -> Any:
    """`week_on`: the week's Thursday (a week belongs to the month that holds most of its days).

    A day counts with at least one record created or changed or report viewed; logging in alone does not. Weeks are
    those with any use in the company that ended by `as_of`; a seat counts in weeks in which it existed on all days.
    """
    import ibis

    usage = facts.table("crm_usage_day")
    usage = usage.mutate(monday=usage.day.truncate("W").cast("date"))
    usage = usage.filter(usage.monday + ibis.interval(days=6) <= facts.as_of)
    work = usage.records_created.fill_null(0) + usage.records_updated.fill_null(0) + usage.reports_viewed.fill_null(0)
    days = usage.group_by("employee_id", "monday").aggregate(used_days=(work > 0).ifelse(1, 0).sum())
    staff = facts.table("employee")
    seats = staff.filter(staff.crm_seat.fill_null(False)).select("employee_id", "active_from", "active_to")
    weeks = usage.select("monday").distinct()
    pairs = seats.cross_join(weeks)
    pairs = pairs.filter(
        (pairs.active_from <= pairs.monday).fill_null(True),
        (pairs.active_to >= pairs.monday + ibis.interval(days=6)).fill_null(True),
    )
    joined = pairs.left_join(days, ["employee_id", "monday"])
    return joined.select(
        "employee_id",
        week_on=(joined.monday + ibis.interval(days=3)).cast("date"),
        used_days=joined.used_days.fill_null(0),
        is_used=joined.used_days.fill_null(0) >= DAYS_NEEDED,
    )


RELATION = Relation(
    title=Text(de="Nutzung der CRM-Zugänge je Woche", en="Use of CRM seats per week"),
    build=build,
    sources=("crm_usage_day", "employee"),
    references={"employee_id": "employee"},
    days=("week_on",),
)

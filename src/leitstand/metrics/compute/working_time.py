"""Office hours: how many minutes between two instants somebody could have worked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from leitstand.foundation.calendar import is_business_day

OPENS, CLOSES = 8 * 60, 18 * 60
"""Minutes after local midnight; Monday to Friday, without the public holidays of all of Germany."""


def local(instant: Any, zone: str) -> Any:
    """An instant in UTC as clock time of the zone, daylight saving included."""
    import ibis

    builtin = ibis.udf.scalar.builtin
    to_utc = builtin(_timezone, name="timezone", signature=(("string", "timestamp"), "timestamp('UTC')"))
    to_clock = builtin(_timezone, name="timezone", signature=(("string", "timestamp('UTC')"), "timestamp"))
    return to_clock(zone, to_utc("UTC", instant))


def _timezone(zone: str, at: Any) -> Any:
    """DuckDB's `timezone`: from clock time to an instant, and back."""


def working_days(first: date, last: date) -> Any:
    """Table of days: `day`, `open` (is it a business day) and `before` (office minutes since `first`)."""
    import ibis
    import pyarrow as pa

    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    works = [is_business_day(day) for day in days]
    before, so_far = [], 0
    for work in works:
        before.append(so_far)
        so_far += (CLOSES - OPENS) * work
    return ibis.memtable(pa.table({"day": pa.array(days, pa.date32()), "open": works, "before": before}))


def office_minutes(rows: Any, column: str, days: Any) -> Any:
    """The rows with the column `<column>_minutes`: office minutes from the first of `days` to that clock time."""
    at = rows[column]
    joined = rows.left_join(days, at.date() == days.day)
    minute = at.hour() * 60 + at.minute() + at.second() / 60.0
    today = (minute.clip(lower=OPENS, upper=CLOSES) - OPENS) * joined.open.cast("int64")
    return joined.mutate(**{f"{column}_minutes": joined.before + today}).drop("day", "open", "before")

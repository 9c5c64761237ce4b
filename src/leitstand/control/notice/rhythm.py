"""Says when something that is done again and again is due next, also across the change to summer time."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from leitstand.foundation.calendar import is_business_day


class Rhythmic(Protocol):
    """What a schedule says of its rhythm."""

    rhythm: str
    weekday: int
    day: int
    time: time


def next_after(one: Rhythmic, instant: datetime, zone: str) -> datetime:
    """The first planned instant after `instant`, in UTC.

    An hour that the clock leaves out comes an hour later, one that it repeats counts once: the first time.
    """
    here = ZoneInfo(zone)
    day = instant.astimezone(here).date() - timedelta(days=1)
    while True:
        if falls_on(one, day):
            planned = datetime.combine(day, one.time, here).astimezone(UTC)
            if planned > instant:
                return planned
        day += timedelta(days=1)


def latest_until(one: Rhythmic, first: datetime, instant: datetime, zone: str) -> datetime:
    """The last planned instant up to `instant`; `first` is one, and not after it."""
    planned = first
    while (following := next_after(one, planned, zone)) <= instant:
        planned = following
    return planned


def falls_on(one: Rhythmic, day: date) -> bool:
    """Whether the rhythm meets a day."""
    match one.rhythm:
        case "daily":
            return True
        case "workdays":
            return is_business_day(day)
        case "weekly":
            return day.weekday() == one.weekday
        case "quarterly" if day.month % 3 != 1:
            return False
        case _:
            return day.day == min(one.day, monthrange(day.year, day.month)[1])

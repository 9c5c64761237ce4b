"""Easter, public holidays and business days, for fair comparisons between years and for response times."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Text


@cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def easter_offset(day: date) -> int:
    """Days from Easter Sunday of the same year, negative before it."""
    return (day - easter(day.year)).days


def holidays_de(year: int, state: str | None) -> set[date]:
    """Public holidays of a German state ("BY", "NW", …), or with None those of all of Germany.

    24 and 31 December are no public holidays. Raises UnknownId for a state that does not exist.
    """
    return set(_holidays(year, state))


def is_business_day(day: date, state: str | None = None) -> bool:
    """Monday to Friday and no public holiday. Raises UnknownId for an unknown state."""
    return day.weekday() < 5 and day not in _holidays(day.year, state)


def business_days(start: date, end: date, state: str | None = None) -> int:
    """Business days in [start, end); negative when `end` lies before `start`. Raises UnknownId for an unknown state."""
    if end < start:
        return -business_days(end, start, state)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum((start + timedelta(days=i)).weekday() < 5 for i in range(rest))
    years = range(start.year, end.year + 1)
    return weekdays - sum(start <= day < end and day.weekday() < 5 for year in years for day in _holidays(year, state))


def weekday_aligned_year_before(start: date) -> date:
    """The same weekday a year earlier: 364 days back, so that weeks compare like with like."""
    return start - timedelta(days=364)


@cache
def _holidays(year: int, state: str | None) -> frozenset[date]:
    from holidays import country_holidays  # slow to import

    states = country_holidays("DE").subdivisions
    if state is not None and state not in states:
        raise UnknownId(Text(de="Das Bundesland", en="German state"), state, states)
    return frozenset(country_holidays("DE", subdiv=state, years=year))

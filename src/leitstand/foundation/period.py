"""Periods of time: the day, week, month … that a number belongs to, always `[start, end)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal, get_args

from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Language, Text

Grain = Literal["day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal_year": 12}

MOST = 20_000
"""So many periods are answered at once: days of a lifetime, and no answer that never comes."""

GRAIN_NAMES: dict[str, Text] = {
    "day": Text(de="Tag", en="day"),
    "week": Text(de="Woche", en="week"),
    "month": Text(de="Monat", en="month"),
    "quarter": Text(de="Quartal", en="quarter"),
    "year": Text(de="Jahr", en="year"),
    "fiscal_year": Text(de="Geschäftsjahr", en="fiscal year"),
    "ttm": Text(de="rollierende 12 Monate", en="rolling 12 months"),
    "total": Text(de="gesamt", en="total"),
}


def parse_grain(text: str) -> Grain:
    """Raises UnknownId for anything that is no grain."""
    for grain in GRAINS:
        if grain == text:
            return grain
    raise UnknownId(Text(de="Die Zeitgliederung", en="grain"), text, GRAINS)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, not including, `end`."""

    start: date
    end: date
    grain: Grain

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def upto(self, day: date) -> Period:
        """The part of the period that has elapsed when `day` is over."""
        return Period(self.start, max(self.start, min(self.end, day + timedelta(days=1))), self.grain)

    def label(self, language: Language) -> str:
        """As people write it: 2011-03, Q1 2011, KW 9/2011, GJ 2011/12."""
        return _label(self, language)


def _label(period: Period, language: Language) -> str:
    start, german = period.start, language == "de"
    day = "%d.%m.%Y" if german else "%Y-%m-%d"
    match period.grain:
        case "day":
            return start.strftime(day)
        case "week":
            year, week, _ = start.isocalendar()
            return f"KW {week}/{year}" if german else f"{year}-W{week:02}"
        case "month":
            return start.strftime("%m/%Y" if german else "%Y-%m")
        case "quarter":
            return f"Q{(start.month + 2) // 3} {start.year}"
        case "year":
            return str(start.year)
        case "fiscal_year":
            last = period.last_day.year
            years = str(start.year) if last == start.year else f"{start.year}/{last % 100:02}"
            return f"GJ {years}" if german else f"FY {years}"
        case _:
            return f"{start.strftime(day)} – {period.last_day.strftime(day)}"


def add_months(day: date, months: int) -> date:
    """The same day of another month; the last day of it where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def period_of(day: date, grain: Grain, fiscal_start: int = 1) -> Period:
    """The period that holds `day`. For ttm: the twelve months that end with the day's month."""
    match grain:
        case "day":
            return Period(day, day + timedelta(days=1), grain)
        case "week":
            start = day - timedelta(days=day.weekday())
            return Period(start, start + timedelta(days=7), grain)
        case "ttm":
            end = add_months(day.replace(day=1), 1)
            return Period(add_months(end, -12), end, grain)
        case "total":
            return Period(day, day + timedelta(days=1), grain)
    months = MONTHS[grain]
    first_month = fiscal_start if grain == "fiscal_year" else 1
    back = (day.month - first_month) % months
    start = add_months(day.replace(day=1), -back)
    return Period(start, add_months(start, months), grain)


def periods(grain: Grain, start: date, end: date, fiscal_start: int = 1) -> list[Period]:
    """All periods that hold a day of `[start, end)`, oldest first. total: the one period `[start, end)` itself.

    Raises UnusableInput for more than MOST.
    """
    if end <= start:
        return []
    if grain == "total":
        return [Period(start, end, grain)]
    found = list(islice(_following(period_of(start, grain, fiscal_start), end, fiscal_start), MOST + 1))
    if len(found) > MOST:
        raise UnusableInput(
            Text(de=f"Von {start} bis {end} sind es mehr als {MOST} Zeiträume.",
                 en=f"From {start} to {end} there are more than {MOST} periods."),
            Text(de="Wählen Sie einen kürzeren Zeitraum (--from, --to) oder eine gröbere Gliederung (--grain).",
                 en="Choose a shorter time (--from, --to) or a coarser --grain."),
        )  # fmt: skip
    return found


def _following(period: Period, end: date, fiscal_start: int) -> Iterator[Period]:
    last_day = end - timedelta(days=1)
    while True:
        yield period
        if last_day < period.end:
            return
        period = period_of(period.end, period.grain, fiscal_start)


def previous(period: Period, fiscal_start: int = 1) -> Period:
    """The period just before; for `total` the same number of days before, for ttm the twelve months before."""
    if period.grain == "ttm":
        return Period(add_months(period.start, -12), period.start, "ttm")
    if period.grain == "total":
        return Period(period.start - timedelta(days=period.days), period.start, "total")
    return period_of(period.start - timedelta(days=1), period.grain, fiscal_start)


def year_before(period: Period) -> Period:
    """The same period a year before. Days and weeks move by 364 days, so that weekdays meet weekdays."""
    if period.grain in ("day", "week"):
        return Period(period.start - timedelta(days=364), period.end - timedelta(days=364), period.grain)
    return Period(add_months(period.start, -12), add_months(period.end, -12), period.grain)


def parse_day(text: str) -> date:
    """ISO date, month (2011-03: its first day) or year. Raises UnusableInput."""
    try:
        return date.fromisoformat({4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text))
    except ValueError:
        raise UnusableInput(
            Text(de=f"„{text}“ ist kein Datum.", en=f"'{text}' is not a date."),
            Text(de="Erwartet wird 2011-03-31, 2011-03 oder 2011.", en="Expected 2011-03-31, 2011-03 or 2011."),
        ) from None

"""Where numbers and days stand on an axis, and which of them are worth a tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import floor, log10

from leitstand.foundation.numbers import LOCALES, format_day
from leitstand.foundation.text import Language
from leitstand.reporting.charts.marks import letters


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps numbers from low to high onto pixels from start to end."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)


def spread(values: Sequence[float], *, zero: bool = False, room: float = 0.08) -> tuple[float, float]:
    """The reach of an axis over the values: with some room, from zero where asked, never below it without need."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    free = room * ((high - low) or abs(high) or 1.0)
    below = 0.0 if zero and low == 0 else low if low >= 0 > low - free else low - free
    return below, 0.0 if zero and high == 0 else high + free


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers between low and high.

    >>> ticks(0, 97)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    """
    raw = (high - low) / max(most, 1)
    if not 0 < raw < float("inf"):
        return [low]
    unit = 10.0 ** floor(log10(raw))
    step = next(unit * times for times in (1, 2, 2.5, 5, 10, 20) if unit * times >= raw * 0.999)
    first = -floor(-low / step + 1e-9)
    count = floor((high - first * step) / step + 1e-9) + 1
    return [round(step * (first + place), 12) for place in range(max(count, 0))]


def day_ticks(first: date, last: date, room: float, language: Language) -> list[tuple[date, str]]:
    """Days worth a name on an axis of so many pixels, with their names; the year stands where it begins."""
    span = (last - first).days
    if span < 1:
        return [(first, day_name(first, language))]
    if span <= 62:
        step = next((days for days in (1, 2, 7, 14) if room * days / span >= 62), 28)
        return [(first + timedelta(days=place), day_name(first + timedelta(days=place), language))
                for place in range(0, span + 1, step)]  # fmt: skip
    for months in (1, 2, 3, 6, 12, 24, 60, 120):
        found = [(day, month_name(day, language, months)) for day in _months(first, last, months)]
        gap = room * 30.4 * months / span
        if gap >= max((letters.width(name) for _, name in found), default=0) + 10:
            return found
    return found


def _months(first: date, last: date, step: int) -> Iterator[date]:
    place = first.year * 12 + first.month - 1 + (first.day > 1)
    place += -place % step
    while (day := date(place // 12, place % 12 + 1, 1)) <= last:
        yield day
        place += step


@lru_cache(maxsize=1024)
def month_name(day: date, language: Language, step: int = 1) -> str:
    """Jan. 26; the year alone where only years are named."""
    from babel.dates import format_date

    if step >= 12:
        return str(day.year)
    return format_date(day, "MMM yy", LOCALES[language])


@lru_cache(maxsize=1024)
def day_name(day: date, language: Language) -> str:
    from babel.dates import format_date

    return format_date(day, "d. MMM" if language == "de" else "d MMM", LOCALES[language])


@lru_cache(maxsize=256)
def grain(days: tuple[date, ...]) -> str:
    """Whether the days stand for years, quarters, months or themselves."""
    if any(day.day != 1 for day in days) or len(days) < 2:
        return "month" if days and all(day.day == 1 for day in days) else "day"
    gap = min((later - day).days for day, later in pairwise(days))
    return "year" if gap >= 365 else "quarter" if gap >= 89 else "month"


@lru_cache(maxsize=2048)
def period_name(day: date, grain: str, language: Language) -> str:
    """The day in full, or the period that begins with it."""
    from babel.dates import format_date

    if grain == "year":
        return str(day.year)
    if grain == "quarter":
        return f"Q{(day.month + 2) // 3} {day.year}"
    return format_date(day, "LLLL y", LOCALES[language]) if grain == "month" else format_day(day, language)

"""The axes of numbers and days, with a gridline where a number is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leitstand.foundation.text import Language
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.pen import SMALL, Pen, widest
from leitstand.reporting.charts.marks.scales import Scale, day_ticks, ticks

GAP = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart over days is drawn: x of a day's number, y of a value, and the edges of both."""

    x: Scale
    y: Scale
    days: tuple[date, ...]

    def at(self, place: int) -> float:
        """x of a row."""
        return self.x(self.days[place].toordinal())

    def span(self, place: int) -> tuple[float, float]:
        """From where to where a row is pointed at: half way to its neighbours."""
        here = self.at(place)
        left = (self.at(place - 1) + here) / 2 if place else self.x.start
        right = (here + self.at(place + 1)) / 2 if place + 1 < len(self.days) else self.x.end
        return left, right

    def row_of(self, day: date) -> int:
        """The row in whose span of time a day falls: the last that does not begin after it."""
        return max(bisect_left(self.days, day, hi=len(self.days)) - (day not in self.days), 0)


def frame(
    days: Sequence[str], left: float, right: float, top: float, bottom: float, domain: tuple[float, float]
) -> Frame:
    """A frame between the edges; domain: of the values."""
    known = tuple(date.fromisoformat(str(day)[:10]) for day in days)
    first, last = (known[0].toordinal(), known[-1].toordinal()) if known else (0, 1)
    if first == last:
        first, last = first - 1, last + 1
    return Frame(Scale(first, last, left, right), Scale(*domain, bottom, top), known)


def gutter(chart: Chart, domain: tuple[float, float], language: Language, most: int) -> float:
    """Pixels that the words of the axis of values take at the left."""
    return widest((_tick(chart, one, language) for one in ticks(*domain, most)), SMALL) + GAP


def value_axis(pen: Pen, chart: Chart, frame: Frame, language: Language, most: int, inset: float = 0) -> None:
    """Hairlines with their numbers at the left, zero a little stronger. inset: by which marks stand out at the ends."""
    for value in ticks(frame.y.low, frame.y.high, most):
        y = frame.y(value)
        pen.rule(frame.x.start - inset, y, frame.x.end + inset, y, "grey" if value == 0 else "hairline")
        pen.words(frame.x.start - inset - GAP, y, _tick(chart, value, language), "second", "end", size=SMALL)


def day_axis(pen: Pen, frame: Frame, language: Language, y: float) -> None:
    """Names of days below the frame, as many as stand apart."""
    if not frame.days:
        return
    room = frame.x.end - frame.x.start
    free_from = 0.0
    for day, name in day_ticks(frame.days[0], frame.days[-1], room, language):
        x, half = frame.x(day.toordinal()), letters.width(name, SMALL) / 2
        if not frame.x.start - 0.5 <= x <= frame.x.end + 0.5:
            continue
        middle = min(max(x, half), pen.width - half)
        if middle - half < free_from:
            continue
        free_from = middle + half + GAP
        pen.rule(x, y, x, y + 4, "grey")
        pen.words(middle, y + 13, name, "second", "middle", size=SMALL)


def _tick(chart: Chart, value: float, language: Language) -> str:
    return look.tick(value, chart.unit, chart.currency, language)

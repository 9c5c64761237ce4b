"""What stands in a section of a report, as values: sentences, tables with typed cells, points, charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from leitstand.foundation.numbers import (
    FIXED_SPACE,
    THIN_SPACE,
    format_change,
    format_day,
    format_number,
    format_value,
)
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart

Tone = Literal["", "good", "bad", "watch", "quiet"]

MARKS: dict[Tone, str] = {"good": "▲", "bad": "▼", "watch": "■", "quiet": "■", "": ""}
"""Signs that say the same as the colour, beside sentences."""

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Words:
    """A cell with words."""

    text: Text
    tone: Tone = ""
    strong: bool = False

    def written(self, language: Language) -> str:
        return self.text.get(language)


@dataclass(frozen=True, slots=True)
class Number:
    """A cell with a number in its unit (as in metrics.contract). signed: with a plus where it is more than zero. whole:
    a percentage that is not known to its decimals."""

    value: float | None
    unit: str
    currency: str | None = None
    signed: bool = False
    tone: Tone = ""
    strong: bool = False
    whole: bool = False

    def written(self, language: Language) -> str:
        if self.value is None:
            return UNKNOWN
        if self.whole:
            return format_number(100 * self.value, language) + (f"{THIN_SPACE}%" if language == "de" else "%")
        return format_value(self.value, self.unit, self.currency, language, short=True, signed=self.signed)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell with a change: in percent where that can be said (`ratio`), of shares in percentage points.

    tone: whether it is good. The arrow follows the number.
    """

    value: float | None
    ratio: float | None
    unit: str
    currency: str | None = None
    tone: Tone = ""
    strong: bool = False

    def written(self, language: Language) -> str:
        if self.value is None:
            return UNKNOWN
        sign = "▲" if self.value > 0 else "▼" if self.value < 0 else "■"
        return f"{sign}{FIXED_SPACE}{self.plain(language)}"

    def plain(self, language: Language) -> str:
        """Without the arrow."""
        if self.value is None:
            return UNKNOWN
        if self.ratio is None and self.unit != "ratio":
            return format_value(self.value, self.unit, self.currency, language, short=True, signed=True)
        return format_change(self.value, self.ratio, self.unit, self.currency, language)


@dataclass(frozen=True, slots=True)
class Range:
    """A cell with an interval."""

    low: float | None
    high: float | None
    unit: str
    currency: str | None = None
    tone: Tone = "quiet"
    strong: bool = False

    def written(self, language: Language) -> str:
        if self.low is None or self.high is None:
            return ""
        low, high = (format_value(one, self.unit, self.currency, language, short=True) for one in (self.low, self.high))
        for space in (FIXED_SPACE, THIN_SPACE):  # one unit behind both is enough
            number, _, unit = low.partition(space)
            if unit and unit == high.partition(space)[2]:
                low = number
        return f"{low} {'bis' if language == 'de' else 'to'} {high}"


@dataclass(frozen=True, slots=True)
class Day:
    """A cell with a day."""

    day: date | None
    tone: Tone = ""
    strong: bool = False

    def written(self, language: Language) -> str:
        return UNKNOWN if self.day is None else format_day(self.day, language)


@dataclass(frozen=True, slots=True)
class Course:
    """A cell with a small line: the values of a number over time, gaps as None."""

    values: Sequence[float | None]
    tone: Tone = ""
    strong: bool = False

    def written(self, language: Language) -> str:
        """In one line of bars."""
        known = [one for one in self.values if one is not None]
        if not known:
            return ""
        bars, low = "▁▂▃▄▅▆▇█", min(known)
        step = (max(known) - low) / (len(bars) - 1) or 1.0
        return "".join(" " if one is None else bars[int((one - low) / step + 0.5)] for one in self.values)


Cell = Words | Number | Change | Range | Day | Course


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. number: right-aligned. wide: its share of the width beside the others. rank: where a form is
    narrow, columns with a higher rank stand back: 0 everywhere, 1 not in mails, 2 not on slides, 3 in workbooks only.
    """

    title: Text
    number: bool = False
    wide: float = 1.0
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. group: what it belongs to; rows of one group stand together."""

    cells: Sequence[Cell]
    group: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. grouping: what its groups are called."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    grouping: Text | None = None

    def telling(self, rank: int) -> Table:
        """The same with the columns up to the rank that say something in any row."""
        silent = ("", UNKNOWN)
        places = [
            place for place, column in enumerate(self.columns)
            if column.rank <= rank and (not place or any(row.cells[place].written("en") not in silent
                                                         for row in self.rows))
        ]  # fmt: skip
        rows = [Row([row.cells[place] for place in places], row.group) for row in self.rows]
        return Table([self.columns[place] for place in places], rows, self.grouping)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know: its sentence, what it is worth, what else is to be said. of: which money, how often."""

    text: Text
    tone: Tone = ""
    worth: Number | None = None
    of: Text | None = None
    notes: Sequence[Text] = ()
    head: Text | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Things to know, the most important first."""

    points: Sequence[Point]

    def marks(self) -> list[str]:
        """The sign of each: what its tone says; a number where what has a title stands in order; else a dash."""
        return [
            MARKS[one.tone] or (f"{place}." if one.head else UNKNOWN) for place, one in enumerate(self.points, 1)
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few. lead: it says the most important thing."""

    text: Text
    tone: Tone = ""
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; its title is the sentence that it proves. small: two of them stand side by side."""

    chart: Chart
    small: bool = False


Block = Paragraph | Table | Points | Picture

"""Reads the first line of a DATEV file: fiscal year, digits of an account, chart of accounts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from leitstand.foundation.text import Text
from leitstand.sources.contract import RawTable
from leitstand.sources.layouts.charts import GUESSED, Chart, chart, guess

_STARTS_ON, _LENGTH, _CHART = 12, 13, 26  # places in the head line


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says. starts_on: first day of the fiscal year. length: digits of an account."""

    starts_on: dt.date | None
    length: int
    chart: Chart | None

    def day(self, cell: str | None) -> dt.date | None:
        """DDMM, where 101 is the first of January, in the year that the fiscal year gives it."""
        if self.starts_on is None or not cell or not re.fullmatch(r"[0-9]{3,4}", cell):
            return None
        day, month = int(cell[:-2]), int(cell[-2:])
        try:
            return dt.date(self.starts_on.year + (month < self.starts_on.month), month, day)
        except ValueError:
            return None

    def chart_of(self, accounts: Iterable[str], notes: list[Text]) -> Chart:
        """The chart of accounts that the file names, else, with a note, the one its accounts are of."""
        if self.chart:
            return self.chart
        found = chart(guess(accounts, self.length))
        notes.append(GUESSED.format(chart=found.name))
        return found


def head(raw: RawTable) -> Head:
    """The head line, which the reader hands on as the first title."""
    cells = [cell.strip('"') for cell in (raw.titles[0] if raw.titles else "").split(";")]
    cells += [""] * (_CHART + 1 - len(cells))
    try:
        starts_on = dt.datetime.strptime(cells[_STARTS_ON], "%Y%m%d").date()
    except ValueError:
        starts_on = None
    length = int(cells[_LENGTH]) if cells[_LENGTH] in ("4", "5", "6", "7", "8") else 4
    named = {"03": chart("SKR03"), "04": chart("SKR04")}.get(cells[_CHART])
    return Head(starts_on, length, named)

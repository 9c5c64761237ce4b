"""Reads what lists printed by bookkeeping programs have in common: a day in the title, S and H for signs, sum rows."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.sources.contract import RawTable
from leitstand.sources.values import as_text, flat
from leitstand.sources.values.sheet import Sheet

_MONTHS = {
    "jan": 1, "feb": 2, "mär": 3, "mrz": 3, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
_PRINTED = re.compile(r"(?:erstellt|gedruckt|druckdatum|ausgabedatum|printed|created)[^0-9]{0,12}[0-9./-]{6,10}", re.I)
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_NAMED = re.compile(r"\b(" + "|".join(_MONTHS) + r")[a-zä]*\.?[ _/-]*(\d{4})\b", re.I)
_MONTH = re.compile(r"\b(\d{1,2})[./-](\d{4})\b|(?<!\d)(\d{4})[-_](\d{2})(?!\d)")
_SUM = r"(?i)^\W*(?:zwischen|end|gesamt|konten)?(?:summen?|gesamt|salden?|total|subtotal|sum)\b"


def day_of(raw: RawTable) -> dt.date | None:
    """The last day that the title rows, else the name of the table, speak of; of a month its last day."""
    for text in (" ".join(raw.titles), raw.name):
        text = _PRINTED.sub(" ", text)
        found = [_date(*(int(part) for part in parts if part)) for parts in _DAY.findall(text)]
        days = [day for day in found if day]
        months = [(int(year), _MONTHS[name.lower()]) for name, year in _NAMED.findall(text)]
        if not days and not months:
            months = [(int(y or y2), int(m or m2)) for m, y, y2, m2 in _MONTH.findall(text)]
        days += [month_end(year, month) for year, month in months if 1 <= month <= 12 and year > 0]
        if days:
            return max(days)
    return None


def _date(one: int, two: int, three: int) -> dt.date | None:
    year, month, day = (one, two, three) if one > 31 else (three, two, one)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def with_signs(raw: RawTable) -> RawTable:
    """The table with "1.234,56 H" written as -1.234,56, and the sign of a column S/H given to the amount before it."""
    rows = raw.rows
    for place, name in enumerate(raw.header):
        at = rows.column_names.index(name)
        column = flat(rows[name])
        if pa.types.is_string(column.type):
            text = pc.replace_substring_regex(column, r"^\s*-?([0-9][0-9.,]*)\s*H\s*$", r"-\1")
            column = pc.replace_substring_regex(text, r"^\s*(-?[0-9][0-9.,]*)\s*S\s*$", r"\1")
        sides = flat(rows[raw.header[place + 1]]) if place + 1 < len(raw.header) else None
        if sides is not None and _are_sides(sides):
            text = as_text(column)
            bare = pc.replace_substring_regex(text, "^-", "")
            column = pc.if_else(pc.fill_null(pc.equal(as_text(sides), "H"), False),
                                pc.binary_join_element_wise("-", bare, ""), text)  # fmt: skip
        rows = rows.set_column(at, name, column)
    return replace(raw, rows=rows)


def _are_sides(cells: pa.Array) -> bool:
    if not pa.types.is_string(cells.type):
        return False
    values = {value for value in as_text(cells).unique().to_pylist() if value}
    return bool(values) and values <= {"S", "H"}


def says_sum(raw: RawTable, heading: str | None) -> pa.Array:
    """True for cells of a column that announce a sum instead of naming something."""
    if heading is None:
        return pa.repeat(pa.scalar(False), raw.rows.num_rows)
    return pc.fill_null(pc.match_substring_regex(as_text(raw.rows[heading]), _SUM), False)


def days(sheet: Sheet, own: str, of_title: dt.date | None) -> pa.Array:
    """The day of each row: its own column, else that of the title."""
    column = sheet.date(own)
    return column if of_title is None else pc.coalesce(column, pa.scalar(of_title, pa.date32()))

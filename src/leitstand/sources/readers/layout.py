"""Finds the header of a table below its title rows, names the columns, and recognises a total row at the end."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW
from leitstand.sources.readers import cells

SAMPLE = 200
"""So many rows are looked at to find the header."""

_TITLES = 50
_TOTAL = re.compile(r"(?:gesamt|end)?summen?|gesamt(?:ergebnis|betrag|umsatz)?|insgesamt|(?:grand |sub)?totals?|sum")


@dataclass(frozen=True, slots=True)
class Layout:
    """first: index of the first data row in the sample. header: index of the header row, None where there is none."""

    header: int | None
    first: int


def find(rows: Sequence[Sequence[object]]) -> Layout:
    """Layout of a table from its first rows (blank rows already left out).

    The header is the first row about as full as the others. It is no header if it looks like the data below it.
    """
    if not rows:
        return Layout(None, 0)
    filled = [sum(not cells.is_empty(cell) for cell in row) for row in rows]
    enough = min(max(2.0, 0.6 * statistics.median(filled)), max(filled))
    first = next((at for at, count in enumerate(filled[:_TITLES]) if count >= enough), 0)
    # a title row may be nearly as full as a narrow table; its header is fuller
    fuller = [at for at in range(first + 1, min(len(rows), _TITLES)) if filled[at] > max(filled[first:at])]
    if first + 1 < len(rows) and len(rows[first]) != statistics.mode(map(len, rows[first + 1 :])):
        fuller.insert(0, first + 1)  # a line about the file, wider than its table (DATEV)
    for at in (*_below_summary(rows, first), first, *fuller):
        if _is_header(rows[at], rows[at + 1 :]):
            return Layout(at, at + 1)
    return Layout(None, first)


def _below_summary(rows: Sequence[Sequence[object]], first: int) -> list[int]:
    """The header below two summary lines, names and figures, of another width than the table (Klarna's settlements)."""
    width = {len(row) for row in rows[first + 2 :]}
    summary = {len(row) for row in rows[first : first + 2]}
    fits = len(width) == len(summary) == 1 and not width & summary and len(rows) >= first + 4
    return [first + 2] if fits and not any(map(cells.is_typed, (*rows[first], *rows[first + 2]))) else []


def _is_header(row: Sequence[object], below: Sequence[Sequence[object]]) -> bool:
    names = [(at, cell) for at, cell in enumerate(row) if not cells.is_empty(cell)]
    typed = [at for at, cell in names if cells.is_typed(cell)]
    below = [other for other in below if other != row]  # a header may be repeated further down
    columns = {at: [r[at] for r in below if at < len(r) and not cells.is_empty(r[at])] for at, _ in names}
    if not below:
        return not typed
    kinds = {at: _kind(column) for at, column in columns.items()}
    if any(kinds.values()):
        alike = [at for at in typed if kinds[at] == cells.kind(row[at]) and not _is_year_name(row[at], columns[at])]
        return len(alike) * 2 < sum(kind is not None for kind in kinds.values())
    if typed:
        return False
    again = sum(1 for at, cell in names if any(cell == other for other in columns[at]))
    return again * 2 < len(names) or len(below) < 3


def _kind(column: Sequence[object]) -> str | None:
    """What at least four of five cells of a column are: number or date; None for text."""
    for kind in ("number", "date"):
        if column and sum(cells.kind(cell) == kind for cell in column) >= 0.8 * len(column):
            return kind
    return None


def _is_year_name(name: object, column: Sequence[object]) -> bool:
    """A year as column name, as in a pivot table (`Region;2023;2024`); not one of many years in a column."""
    return _is_year(name) and not all(map(_is_year, column))


def _is_year(cell: object) -> bool:
    return cells.YEAR.fullmatch(cells.text(cell) or "") is not None


def column_names(header: Sequence[object] | None, width: int) -> tuple[list[str], list[Text]]:
    """`width` unique names, and notes on what had to be made up: missing names `column_3`, repeated ones `name_2`."""
    given = [cells.text(cell) or "" for cell in header or ()][:width]
    given += [""] * (width - len(given))
    names: list[str] = []
    taken = {ROW, *filter(None, given)}
    seen: set[str] = {ROW}
    for at, name in enumerate(given, start=1):
        name = re.sub(r"\s+", " ", name)
        unique, count = name or f"column_{at}", 1
        while unique in seen or (unique != name and unique in taken):
            count += 1
            unique = f"{name or f'column_{at}'}_{count}"
        names.append(unique)
        seen.add(unique)
    return names, _name_notes(header, given, names)


def _name_notes(header: Sequence[object] | None, given: Sequence[str], names: Sequence[str]) -> list[Text]:
    if header is None:
        return [Text(de="Keine Kopfzeile gefunden; Spalten durchgezählt.", en="No header row found; columns numbered.")]
    empty = [name for name, old in zip(names, given, strict=True) if not old]
    renamed = [name for name, old in zip(names, given, strict=True) if old and name != re.sub(r"\s+", " ", old)]
    notes = []
    if empty:
        listed = ", ".join(empty[:10])
        notes.append(Text(de=f"Spalten ohne Namen benannt: {listed}.", en=f"Columns without a name: {listed}."))
    if renamed:
        listed = ", ".join(renamed[:10])
        notes.append(Text(de=f"Doppelte Spaltennamen: jetzt {listed}.", en=f"Repeated column names, now: {listed}."))
    return notes


def title_note(count: int) -> list[Text]:
    if not count:
        return []
    return [Text(de=f"{count} Titelzeilen übersprungen.", en=f"{count} title rows skipped.")]


def repeated_note(count: int) -> list[Text]:
    if not count:
        return []
    return [Text(de=f"{count} wiederholte Kopfzeilen ausgelassen.", en=f"{count} repeated header rows left out.")]


def drop_total(rows: pa.Table) -> tuple[pa.Table, list[Text]]:
    """The table without a total row at its end, and a note; a row that says total but does not add up stays."""
    if rows.num_rows < 2:
        return rows, []
    last = {name: value for name, value in rows.slice(rows.num_rows - 1).to_pylist()[0].items() if value is not None}
    number = last.pop(ROW)
    label = next(iter(last.values()), None)
    if not isinstance(label, str) or not _TOTAL.fullmatch(label.strip(" :.").lower()):
        return rows, []
    above = rows.slice(0, rows.num_rows - 1)
    totals = dict(list(last.items())[1:])
    if totals and all(_adds_up(above.column(name).to_pylist(), value) for name, value in totals.items()):
        text = Text(de=f"Summenzeile {number} („{label}“) ausgelassen.", en=f"Total row {number} ('{label}') left out.")
        return above, [text]
    text = Text(
        de=f"Zeile {number} („{label}“) sieht nach einer Summe aus, geht aber nicht auf; sie gilt als Datenzeile.",
        en=f"Row {number} ('{label}') looks like a total but does not add up; it counts as a data row.",
    )
    return rows, [text]


def _adds_up(column: Sequence[object], total: object) -> bool:
    for decimal in (",", "."):
        expected = cells.number(total, decimal)
        found = [cells.number(value, decimal) for value in column if value is not None]
        if expected is None or not found or None in found:
            continue
        if abs(sum((one for one in found if one is not None), Decimal(0)) - expected) <= Decimal("0.01"):
            return True
    return False

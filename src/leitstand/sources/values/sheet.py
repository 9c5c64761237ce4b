"""Reads a raw table column by column and keeps, for every row that cannot be taken, the cell that is to blame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Reject
from leitstand.sources.values import dates, headers, numbers, texts

_NO_NUMBER = Text(de="ist keine lesbare Zahl", en="is not a readable number")
_NO_INTEGER = Text(de="ist keine ganze Zahl", en="is not a whole number")
_NO_DATE = Text(de="ist kein gültiges Datum", en="is not a valid date")
_NO_INSTANT = Text(de="ist kein gültiger Zeitpunkt", en="is not a valid time")
_SKIPPED = Text(
    de="gibt es nicht: die Uhren wurden in dieser Stunde vorgestellt ({zone})",
    en="does not exist: the clocks went forward in that hour ({zone})",
)
_NO_BOOLEAN = Text(de="ist weder ja noch nein", en="is neither yes nor no")
EMPTY = Text(de="ist leer, wird aber gebraucht", en="is empty but needed")
TOO_LARGE = Text(de="ergibt mit dem Preis einen zu großen Betrag", en="makes too large an amount with its price")


class Sheet:
    """One raw table while it is read.

    wanted: own name of a column → the headings it may have in the file. A column that is not there reads as empty.
    The reading methods give arrays as long as the table, null where a cell is empty or unreadable; the row of an
    unreadable cell (or of an empty one where `needed`) becomes a reject. Call `table` after all columns are read.
    """

    def __init__(
        self,
        raw: RawTable,
        wanted: Mapping[str, Sequence[str]],
        number_style: numbers.NumberStyle | None = None,
        date_style: dates.DateStyle | None = None,
    ) -> None:
        self.raw = raw
        self.headings = headers.find(raw.header, wanted)
        self.row: pa.Array = texts.flat(raw.rows[ROW]).cast(pa.int64())
        self.notes: list[Text] = []
        self._number_style, self._date_style = number_style, date_style
        self._reasons: dict[int, tuple[str, Text]] = {}  # index of the row → own name of the column, reason

    def __len__(self) -> int:
        return len(self.row)

    def has(self, own: str) -> bool:
        return own in self.headings

    def cells(self, own: str) -> pa.Array:
        """The column as it stands in the file."""
        if own not in self.headings:
            return pa.nulls(len(self), pa.string())
        return texts.flat(self.raw.rows[self.headings[own]])

    def text(self, own: str, needed: bool = False) -> pa.Array:
        return self._keep(own, texts.to_text(self.cells(own)), EMPTY, needed)

    def code(self, own: str, needed: bool = False) -> pa.Array:
        return self._keep(own, texts.to_code(self.cells(own)), EMPTY, needed)

    def country(self, own: str) -> pa.Array:
        return self._keep(own, texts.to_country(self.cells(own)), EMPTY, False)

    def boolean(self, own: str, needed: bool = False) -> pa.Array:
        return self._keep(own, texts.to_boolean(self.cells(own)), _NO_BOOLEAN, needed)

    def decimal(self, own: str, needed: bool = False) -> pa.Array:
        return self._keep(own, numbers.to_decimal(self.cells(own), self._number_style), _NO_NUMBER, needed)

    def number(self, own: str, needed: bool = False) -> pa.Array:
        return self._keep(own, numbers.to_number(self.cells(own), self._number_style), _NO_NUMBER, needed)

    def integer(self, own: str, needed: bool = False) -> pa.Array:
        return self._keep(own, numbers.to_integer(self.cells(own), self._number_style), _NO_INTEGER, needed)

    def date(self, own: str, needed: bool = False) -> pa.Array:
        return self._keep(own, dates.to_date(self.cells(own), self._date_style), _NO_DATE, needed)

    def instant(self, own: str, zone: str, needed: bool = False) -> pa.Array:
        cells = self.cells(own)
        parsed = dates.to_instant(cells, zone, self._date_style)
        if pc.any(parsed.bad).as_py():
            skipped = pc.and_not(parsed.bad, dates.to_instant(cells, "UTC", self._date_style).bad)
            self.reject(own, skipped, _SKIPPED.format(zone=zone))
        return self._keep(own, parsed, _NO_INSTANT, needed)

    def exact(self, own: str) -> pa.Array:
        """The numbers of a column as decimals, for control figures: rejects nothing."""
        return numbers.to_decimal(self.cells(own), self._number_style).values

    def reject(self, own: str, rows: pa.Array, reason: Text) -> None:
        """Does not take the rows where `rows` is true. The first reason of a row stays."""
        for index in pc.indices_nonzero(pc.fill_null(rows, False)).to_pylist():
            self._reasons.setdefault(index, (own, reason))

    def _keep(self, own: str, parsed: texts.Parsed, reason: Text, needed: bool) -> pa.Array:
        self.reject(own, parsed.bad, reason)
        if needed:
            self.reject(own, pc.is_null(parsed.values), EMPTY)
        about = self.headings.get(own, own)
        self.notes.extend(Text(de=f"Spalte „{about}“: {n.de}", en=f"Column '{about}': {n.en}") for n in parsed.notes)
        return parsed.values

    @property
    def accepted(self) -> pa.Array:
        """True for the rows that are taken."""
        if not self._reasons:
            return pa.repeat(pa.scalar(True), len(self))
        taken = np.ones(len(self), bool)
        taken[list(self._reasons)] = False
        return pa.array(taken)

    def table(self, columns: Mapping[str, Any], where: pa.Array | None = None) -> pa.Table:
        """The accepted rows (where `where`, if given, is true) with these columns and ROW."""
        rows = self.accepted if where is None else pc.and_(self.accepted, pc.fill_null(where, False))
        return pa.table({ROW: self.row, **columns}).filter(rows)

    def controls(self, columns: Mapping[str, pa.Array]) -> pa.Table:
        """Control figures of every row that could be read from the file, accepted or not."""
        return pa.table({ROW: self.row, **columns})

    @property
    def rejects(self) -> tuple[Reject, ...]:
        indices = sorted(self._reasons)
        bad = self.raw.rows.take(pa.array(indices, pa.int64()))
        cells = {name: texts.as_text(bad[name]).to_pylist() for name in self.raw.header}
        found = []
        for place, index in enumerate(indices):
            own, reason = self._reasons[index]
            heading = self.headings.get(own)
            row = {name: column[place] for name, column in cells.items()}
            value = row[heading] if heading else None
            found.append(Reject(self.row[index].as_py(), reason, heading or own, value, row))
        return tuple(found)


def recognised(raw: RawTable, wanted: Mapping[str, Sequence[str]], needed: Sequence[str]) -> float:
    """Share of the needed columns that the table has."""
    found = headers.find(raw.header, wanted)
    return sum(own in found for own in needed) / len(needed)


def constant(value: str, like: pa.Array | pa.ChunkedArray | pa.Table) -> pa.Array:
    """The same text for every row."""
    return pa.repeat(pa.scalar(value), len(like))


def numbered(content: Any, row: Any) -> pa.Array:
    """content|n, where n counts the equal contents of a file in the order of its rows: real duplicates stay apart."""
    content = texts.flat(content)
    order = pc.sort_indices(pa.table({"content": content, ROW: row}), [("content", "ascending"), (ROW, "ascending")])
    ranked = content.take(order)
    place = np.arange(len(ranked))
    starts = np.ones(len(ranked), bool)
    starts[1:] = np.asarray(pc.not_equal(ranked[1:], ranked[:-1]))
    occurrence = np.empty(len(ranked), np.int64)
    occurrence[np.asarray(order)] = place - np.maximum.accumulate(np.where(starts, place, 0)) + 1
    return pc.binary_join_element_wise(content, pa.array(occurrence).cast(pa.string()), "|")


def most_frequent(table: pa.Table, key: str, value: str) -> pa.Table:
    """One row per key with its most frequent filled value (of several, the first in the alphabet) and ROW."""
    keys = table.group_by(key).aggregate([(ROW, "min")]).rename_columns({f"{ROW}_min": ROW})
    counted = table.filter(pc.is_valid(table[value])).group_by([key, value]).aggregate([([], "count_all")])
    ranked = counted.sort_by([(key, "ascending"), ("count_all", "descending"), (value, "ascending")])
    best = ranked.group_by(key, use_threads=False).aggregate([(value, "first")])
    return keys.join(best, key).rename_columns({f"{value}_first": value}).select([ROW, key, value]).sort_by(ROW)

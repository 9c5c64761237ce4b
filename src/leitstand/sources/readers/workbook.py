"""Reads XLSX workbooks, every sheet as a table of its own; cells keep the types Excel gives them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable
from leitstand.sources.readers import archive, cells, columns, layout
from leitstand.sources.readers.formats import SAVE_AS, damaged, unusable
from leitstand.sources.readers.limits import Limits, check_columns, too_large
from leitstand.sources.readers.origin import Origin

_BATCH = 20_000
_OVERLAP = 200
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["\']([A-Z]{1,3})(\d{1,7})["\'][^>/]*>')
_ROW_AT = re.compile(rb'<(?:\w+:)?row\s(?:[^>]*?\s)?r\s*=\s*["\'](\d{1,7})["\']')
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?![^>]*\sr\s*=)")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>])")
_ERROR = re.compile(rb'<(?:\w+:)?c\s[^>]*\bt\s*=\s*["\']e["\']')
_NO_RESULT = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>")


@dataclass(slots=True)
class _Seen:
    """What the XML of the sheets tells that the reader of cells does not."""

    errors: int = 0
    formulas: int = 0

    def notes(self) -> list[Text]:
        found = []
        if self.errors:
            found.append(
                Text(
                    de=f"{self.errors} Zellen der Mappe enthalten Excel-Fehler (wie #NV) und gelten als leer.",
                    en=f"{self.errors} cells of the workbook hold Excel errors (like #N/A) and count as empty.",
                )
            )
        if self.formulas:
            found.append(
                Text(
                    de=f"{self.formulas} Formeln ohne Ergebnis gelten als leer; in Excel öffnen und speichern.",
                    en=f"{self.formulas} formulas without stored result count as empty; open and save in Excel.",
                )
            )
        return found


def read(origin: Origin, parts: Sequence[Origin], limits: Limits, progress: Callable[[int], None]) -> list[RawTable]:
    """One raw table per sheet that holds anything. `parts`: the entries of the workbook's ZIP, already counted.

    Row numbers are Excel's. Dates and times become timestamps. Nothing is computed, no macro is run.
    """
    seen = _Seen()
    for part in parts:
        _inspect(part, origin.name, limits, seen)
    try:
        with CalamineWorkbook.from_filelike(origin.whole(limits)) as book:
            found = list(_sheets(book, origin.name, limits, progress))
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise damaged(origin.name, _unreadable()) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a panic of the Rust library is no Exception
            raise
        raise damaged(origin.name, _unreadable()) from error
    if not found:
        raise unusable(origin.name, Text(de="eine leere Excel-Mappe", en="an empty workbook"), SAVE_AS)
    notes = tuple(seen.notes())
    return [RawTable(one.name, one.rows, one.rejects, (*one.notes, *notes)) for one in found]


def _unreadable() -> Text:
    return Text(de="die Excel-Mappe ist nicht lesbar", en="the workbook cannot be read")


def _inspect(part: Origin, name: str, limits: Limits, seen: _Seen) -> None:
    """Refuses a sheet whose few cells span a huge rectangle: the reader of cells would fill it in memory."""
    span = _Span()
    before = b""
    try:
        for chunk in archive.chunks(part):
            span.extend(before[-_OVERLAP:] + chunk)  # an overlap, so that a cell torn by the chunk's end is seen
            seen.errors += len(_ERROR.findall(chunk))
            seen.formulas += len(_NO_RESULT.findall(chunk))
            before = chunk
    except archive.BROKEN as error:
        raise damaged(name, _unreadable()) from error
    area = span.right * span.bottom
    if area > limits.sheet_cells or (area > 2_000_000 and area > 50 * span.cells):
        seen_area = Text(
            de=f"ein Blatt spannt {span.bottom} Zeilen mal {span.right} Spalten, gefüllt sind {span.cells} Zellen",
            en=f"a sheet spans {span.bottom} rows by {span.right} columns with {span.cells} filled cells",
        )
        raise too_large(name, seen_area)


@dataclass(slots=True)
class _Span:
    """Extent of a sheet's filled cells, from its XML."""

    right: int = 0
    bottom: int = 0
    cells: int = 0
    unplaced: int = 0

    def extend(self, xml: bytes) -> None:
        places = _CELL.findall(xml)
        self.cells += len(places)
        self.right = max(self.right, max(map(_column, {column for column, _ in places}), default=0))
        rows = [*(int(row) for _, row in places), *map(int, _ROW_AT.findall(xml))]
        self.bottom = max(self.bottom, max(rows, default=0))
        if _UNPLACED.search(xml):  # a cell without its place follows the one before it
            for kind in _ROW_OR_CELL.findall(xml):
                self.unplaced = 0 if kind == b"row" else self.unplaced + 1
                self.cells += kind == b"c"
                self.right = max(self.right, self.unplaced)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheets(book: CalamineWorkbook, name: str, limits: Limits, progress: Callable[[int], None]) -> Iterator[RawTable]:
    done = 0
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        table = _table(f"{name}: {meta.name}", book.get_sheet_by_name(meta.name), limits)
        if table is None:
            continue
        done += table.rows_in
        progress(done)
        if meta.visible != SheetVisibleEnum.Visible:
            hidden = Text(de="Das Blatt ist ausgeblendet.", en="The sheet is hidden.")
            table = RawTable(table.name, table.rows, (), (*table.notes, hidden))
        yield table


def _table(name: str, sheet: CalamineSheet, limits: Limits) -> RawTable | None:
    """The sheet's table, None where it holds no filled cell."""
    if sheet.start is None:
        return None
    filled = ((at, row) for at, row in enumerate(sheet.iter_rows(), start=1) if not all(map(cells.is_empty, row)))
    sample = list(itertools.islice(filled, layout.SAMPLE))
    if not sample:
        return None
    found = layout.find([row for _, row in sample])
    header = None if found.header is None else sample[found.header][1]
    repeated: list[int] = []
    table = _rows(itertools.chain(sample[found.first :], filled), len(sample[0][1]), header, repeated)
    table, names = _named(table, header)
    check_columns(name, len(table.column_names), limits)
    table, total_notes = layout.drop_total(table)
    notes = [*layout.title_note(found.first - (header is not None)), *names, *total_notes]
    if merged := sheet.merged_cell_ranges:
        notes.append(
            Text(
                de=f"{len(merged)} verbundene Bereiche: der Wert steht in der ersten Zelle.",
                en=f"{len(merged)} merged ranges: the value stands in the first cell.",
            )
        )
    return RawTable(name, table, (), (*notes, *layout.repeated_note(len(repeated))))


def _rows(
    rows: Iterable[tuple[int, Sequence[object]]], width: int, header: Sequence[object] | None, repeated: list[int]
) -> pa.Table:
    """Table with columns named by position; rows equal to the header are only noted in `repeated`."""
    tables = []
    rows = iter(rows)
    while batch := list(itertools.islice(rows, _BATCH)):
        data = [(at, row) for at, row in batch if row != header]
        repeated += [at for at, row in batch if row == header]
        arrays = {str(at): columns.typed(row[at] for _, row in data) for at in range(width)}
        tables.append(pa.table(arrays | {ROW: pa.array([at for at, _ in data], pa.int64())}))
    if not tables:
        return pa.table({str(at): pa.nulls(0) for at in range(width)} | {ROW: pa.array([], pa.int64())})
    return columns.join(tables)


def _named(table: pa.Table, header: Sequence[object] | None) -> tuple[pa.Table, list[Text]]:
    """The table with its names, and without columns that have neither a name nor a value."""
    width = table.num_columns - 1
    named = [header is not None and not cells.is_empty(header[at]) for at in range(width)]
    kept = [at for at in range(width) if named[at] or table.column(at).null_count < table.num_rows]
    names, notes = layout.column_names(None if header is None else [header[at] for at in kept], len(kept))
    return table.select([*kept, width]).rename_columns([*names, ROW]), notes

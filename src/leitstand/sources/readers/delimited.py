"""Reads text tables (CSV, TSV, any delimiter, blank separated, fixed width) row by row."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from leitstand.foundation.text import Text
from leitstand.sources.contract import RawTable, Reject
from leitstand.sources.readers import columns, encoding, layout, rows
from leitstand.sources.readers.dialect import detect
from leitstand.sources.readers.limits import Limits, check_columns, check_rejects
from leitstand.sources.readers.origin import Origin

LINE = "__line__"
"""Key in `Reject.cells` for the whole line of a row that could not be split into cells."""

_CHUNK = 1 << 20
_SHOWN = 10_000
_COMMENTS = 50
_SEP_LINE = "sep="


def read(origin: Origin, limits: Limits, progress: Callable[[int], None]) -> RawTable:
    """The table of a text file, all cells text.

    Rows are counted as a spreadsheet shows them: a blank line has a number but is no data row (nor is a row of empty
    cells), a line break inside quotes starts no row. Repeated header rows and a total row that adds up are left out
    with a note. Rows with too few or too many cells, broken quotes or broken bytes become rejects. Empty cells beyond
    the last column are no fault.
    """
    seen = encoding.detect(origin, limits)
    with seen.open(origin) as stream:
        return _Reading(origin.name, stream, seen, limits, progress).table()


@dataclass(slots=True)
class _Counts:
    repeated: int = 0
    overhang: int = 0
    unwrapped: int = 0

    def notes(self) -> list[Text]:
        found = layout.repeated_note(self.repeated)
        if self.overhang:
            found.append(
                Text(
                    de=f"{self.overhang} Zeilen enden mit überzähligen leeren Zellen.",
                    en=f"{self.overhang} rows end with extra empty cells.",
                )
            )
        if self.unwrapped:
            found.append(
                Text(
                    de=f"{self.unwrapped} Zeilen standen als Ganzes in Anführungszeichen und wurden aufgetrennt.",
                    en=f"{self.unwrapped} rows stood in quotes as a whole and were split.",
                )
            )
        return found


@dataclass(slots=True)
class _Reading:
    """One pass over one file."""

    name: str
    stream: io.TextIOWrapper
    encoding: encoding.Encoding
    limits: Limits
    progress: Callable[[int], None]
    names: list[str] = field(default_factory=list)
    header: list[str] | None = None
    batches: list[pa.RecordBatch] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    counts: _Counts = field(default_factory=_Counts)
    rows_read: int = 0
    titles: tuple[str, ...] = ()

    def table(self) -> RawTable:
        notes = list(self.encoding.notes)
        if self.encoding.codec not in ("utf-8", "cp1252", "cp850"):
            notes.append(Text(de=f"Zeichensatz {self.encoding.codec}.", en=f"Encoding {self.encoding.codec}."))
        self.titles, chunk = _comments(self._chunk(), self.encoding.newline)
        hinted = chunk.startswith(_SEP_LINE) and len(chunk.split(self.encoding.newline, 1)[0].strip()) == 5
        dialect = rows.Dialect(delimiter=chunk[4]) if hinted else detect(chunk, self.encoding.newline)
        splitter = rows.Splitter(dialect, self.encoding.newline)
        first = splitter.split(chunk, self._chunk)
        if hinted:
            first.rows, first.numbers = first.rows[1:], first.numbers[1:]
        notes += self._start(first, dialect)
        self._take(first, dialect)
        del first
        while chunk := self._chunk():
            self._take(splitter.split(chunk, self._chunk), dialect)
        table = pa.Table.from_batches(self.batches) if self.batches else columns.empty_text(self.names)
        table, total_notes = layout.drop_total(table)
        notes = [*notes, *self.counts.notes(), *total_notes]
        return RawTable(self.name, table, tuple(self.rejects), tuple(notes), self.titles)

    def _chunk(self) -> str:
        chunk = self.stream.read(_CHUNK)
        return chunk + self.stream.readline() if chunk else ""

    def _start(self, first: rows.Split, dialect: rows.Dialect) -> list[Text]:
        """Finds the header in the first rows, takes it and the title rows out of them, and notes what was assumed."""
        full = [at for at, row in enumerate(first.rows) if any(cell.strip() for cell in row)][: layout.SAMPLE]
        sample = [self._unwrapped(first.rows[at], dialect) for at in full]
        found = layout.find(sample)
        header = None if found.header is None else sample[found.header]
        width = _width(header, sample[found.first :])
        check_columns(self.name, width, self.limits)
        self.names, notes = layout.column_names(header and list(map(_shown, header)), width)
        self.header = header
        self.counts.unwrapped += header is not None and header != first.rows[full[found.header or 0]]
        skip = full[found.first] if found.first < len(full) else len(first.rows)
        titles = found.first - (header is not None)
        self.titles += tuple(_shown(" ".join(filter(None, row))) for row in sample[:titles])
        first.rows, first.numbers = first.rows[skip:], first.numbers[skip:]
        if dialect.kind == "blanks":
            notes.append(Text(de="Spalten durch Leerzeichen getrennt.", en="Columns separated by blanks."))
        if dialect.kind == "fixed":
            listed = ", ".join(str(start + 1) for start in dialect.starts)
            notes.append(Text(de=f"Feste Breiten ab Zeichen {listed}.", en=f"Fixed width from character {listed}."))
        return [*layout.title_note(len(self.titles)), *notes]

    def _unwrapped(self, row: list[str], dialect: rows.Dialect) -> list[str]:
        """A row that stands in quotes as a whole, split; other rows as they are."""
        if len(row) == 1 and dialect.kind == "delimited" and dialect.delimiter in row[0] and "\n" not in row[0]:
            inner = rows.Splitter(dialect, "\n").split(row[0] + "\n").rows
            return inner[0] if len(inner) == 1 else row
        return row

    def _take(self, split: rows.Split, dialect: rows.Dialect) -> None:
        """Adds good rows as a batch and the others as rejects, in the order of the file."""
        width = len(self.names)
        good, numbers = split.rows, split.numbers
        odd = not set(map(len, good)) <= {width} or (self.header is not None and self.header in good)
        if odd or self._may_hold_bad_characters(good):
            good, numbers = self._sort_out(split, dialect)
        for number, reason, line in split.broken:
            self._reject(number, reason, {LINE: _shown(line)})
        if good:
            good, numbers = self._without_huge_cells(good, numbers)
            self.batches.append(columns.text_batch(self.names, good, numbers))
        self.rejects.sort(key=lambda reject: reject.row)
        if self.rejects:
            check_rejects(self.name, len(self.rejects), self.rejects[0].reason, self.limits)
        self.rows_read += len(split.rows) + len(split.broken)
        self.progress(self.rows_read)

    def _may_hold_bad_characters(self, good: Sequence[Sequence[str]]) -> bool:
        text = "".join(map("".join, good))
        return "\0" in text or (self.encoding.broken and encoding.BROKEN.search(text) is not None)

    def _sort_out(self, split: rows.Split, dialect: rows.Dialect) -> tuple[list[list[str]], list[int]]:
        width = len(self.names)
        good: list[list[str]] = []
        numbers: list[int] = []
        for number, row in zip(split.numbers, split.rows, strict=True):
            if not any(cell.strip() for cell in row):
                continue
            if len(row) == 1 < width and len(whole := self._unwrapped(row, dialect)) > 1:
                row = whole
                self.counts.unwrapped += 1
            if row == self.header:
                self.counts.repeated += 1
                continue
            if len(row) > width and not any(cell.strip() for cell in row[width:]):
                row = row[:width]
                self.counts.overhang += 1
            if reason := _fault(row, width):
                self._reject(number, reason, self._cells(row))
            else:
                good.append(row)
                numbers.append(number)
        return good, numbers

    def _without_huge_cells(self, good: list[list[str]], numbers: list[int]) -> tuple[list[list[str]], list[int]]:
        """Rows whose cells keep to the limit; the CSV module sees to it only where it reads quoted text."""
        most = self.limits.cell
        if sum(map(len, map("".join, good))) <= most:
            return good, numbers
        small = [max(map(len, row), default=0) <= most for row in good]
        for row, number, fits in zip(good, numbers, small, strict=True):
            if not fits:
                self._reject(number, rows.TOO_LONG, self._cells(row))
        return (
            [row for row, fits in zip(good, small, strict=True) if fits],
            [number for number, fits in zip(numbers, small, strict=True) if fits],
        )

    def _cells(self, row: Sequence[str]) -> dict[str, str | None]:
        names = [*self.names, *(f"column_{at + 1}" for at in range(len(self.names), len(row)))]
        return {name: _shown(cell) or None for name, cell in zip(names, row, strict=False)}

    def _reject(self, number: int, reason: Text, cells: dict[str, str | None]) -> None:
        self.rejects.append(Reject(number, reason, cells=cells))


def _comments(text: str, newline: str) -> tuple[tuple[str, ...], str]:
    """The comment lines (#) above a table, and the text with blank lines in their place: the rows keep their numbers.

    A single line is none: it may be a header that begins with the number sign.
    """
    lines = text.split(newline)
    last = max((at for at, line in enumerate(lines[:_COMMENTS]) if line.startswith("#")), default=0)
    if last < 1 or not all(line.startswith("#") or not line.strip() for line in lines[:last]):
        return (), text
    found = tuple(_shown(line.lstrip("# ")) for line in lines[: last + 1] if line.strip("#- \r"))
    return found, newline.join([""] * (last + 1) + lines[last + 1 :])


def _width(header: Sequence[str] | None, below: Sequence[Sequence[str]]) -> int:
    """Number of columns: as the header says, without nameless empty ones at its end; else what most rows have."""
    if header is None:
        widths = [len(row) for row in below]
        return max(set(widths), key=widths.count) if widths else 0
    width = len(header)
    while width > 1 and not header[width - 1].strip():
        if any(len(row) >= width and row[width - 1].strip() for row in below):
            break
        width -= 1
    return width


def _shown(text: str) -> str:
    """Text fit for a reject: broken bytes visible, NUL too, and never megabytes."""
    shown = encoding.show(text[: _SHOWN + 1]).replace("\0", "\\x00").strip()
    return shown if len(text) <= _SHOWN else shown + "…"


def _fault(row: Sequence[str], width: int) -> Text | None:
    if len(row) != width:
        seen = len(row)
        return Text(de=f"{seen} Zellen statt {width}", en=f"{seen} cells instead of {width}")
    text = "".join(row)
    if "\0" in text:
        return rows.NUL
    return rows.BAD_BYTES if encoding.BROKEN.search(text) else None

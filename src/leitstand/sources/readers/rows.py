"""Splits lines into cells; a row that breaks the rules of quoting is set aside alone, the next line starts afresh."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from leitstand.foundation.text import Text
from leitstand.sources.readers.limits import MB

RECORD = 2 * MB
"""A quoted row is followed over line ends at most this far (in characters)."""

NUL = Text(de="enthält NUL-Zeichen", en="contains NUL characters")
BAD_BYTES = Text(de="enthält Zeichen, die nicht zum Zeichensatz passen", en="holds bytes unknown to the encoding")
TOO_LONG = Text(de="eine Zelle ist größer als 1 MB", en="a cell is larger than 1 MB")
OPEN_QUOTE = Text(de="ein Anführungszeichen wird nicht geschlossen", en="a quote is not closed")
AFTER_QUOTE = Text(de="nach dem schließenden Anführungszeichen folgt Text", en="text follows the closing quote")
STRAY_RETURN = Text(
    de="ein einzelnes Wagenrücklaufzeichen steht in der Zeile", en="a lone carriage return stands in the row"
)
ACROSS = Text(de="Text reicht über eine Spaltengrenze", en="text reaches across a column boundary")
UNREADABLE = Text(de="die Zeile ist nicht lesbar", en="the row cannot be read")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a line splits into cells.

    kind: by a delimiter, at runs of blanks, or at fixed positions (`starts`, counted in characters from 0).
    quote: empty where the file knows no quoting. escape: backslash where quotes are escaped with it, else doubled.
    """

    kind: Literal["delimited", "blanks", "fixed"] = "delimited"
    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    skip_blanks: bool = False
    starts: tuple[int, ...] = ()


@dataclass(slots=True)
class Split:
    """Rows out of some lines: `rows` and their `numbers`, and the broken ones as (number, reason, line)."""

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    broken: list[tuple[int, Text, str]] = field(default_factory=list)


class Splitter:
    """Splits chunk after chunk and counts rows as a spreadsheet does: blank lines too, a quoted line break does not."""

    def __init__(self, dialect: Dialect, newline: str) -> None:
        self._dialect = dialect
        self._newline = newline
        self._number = 0
        csv.field_size_limit(MB)

    def split(self, chunk: str, more: Callable[[], str] = lambda: "") -> Split:
        """All rows of a chunk of whole lines. `more` gives further lines, needed while a quote is open."""
        if self._dialect.kind == "delimited":
            quote = self._dialect.quote
            text = chunk.replace("\r\n", "\n") if self._newline == "\n" else chunk.replace("\r", "\n")
            if self._dialect.escape or (quote and quote in text) or "\r" in text or len(text) > 3 * MB:
                return self._quoted(_lines(chunk, self._newline), more)
            delimiter = self._dialect.delimiter
            lines = text.removesuffix("\n").split("\n")
            return self._plain([line.split(delimiter) for line in lines])
        lines = [line.rstrip("\r\n") for line in _lines(chunk, self._newline)]
        if self._dialect.kind == "blanks":
            return self._plain([line.split() for line in lines])
        return self._fixed(lines)

    def _plain(self, rows: list[list[str]]) -> Split:
        first = self._number + 1
        self._number += len(rows)
        return Split(rows, list(range(first, self._number + 1)))

    def _fixed(self, lines: list[str]) -> Split:
        starts = self._dialect.starts
        ends = (*starts[1:], None)
        found = Split()
        for line in lines:
            self._number += 1
            if any(line[start - 1 : start].strip() for start in starts[1:]):
                found.broken.append((self._number, ACROSS, line))
            else:
                found.rows.append([line[a:b] for a, b in zip(starts, ends, strict=True)])
                found.numbers.append(self._number)
        return found

    def _quoted(self, lines: list[str], more: Callable[[], str]) -> Split:
        found = Split()
        start = 0
        while start < len(lines):
            base = start
            reader = self._reader(lines[at] for at in range(base, len(lines)))
            try:
                for cells in reader:
                    start = base + reader.line_num
                    self._number += 1
                    found.rows.append(cells)
                    found.numbers.append(self._number)
            except csv.Error as error:
                reason = _reason(error)
                if reason is OPEN_QUOTE and sum(map(len, lines[start:])) < RECORD and (further := more()):
                    lines = lines[start:] + _lines(further, self._newline)
                    start = 0
                    continue
                self._number += 1
                found.broken.append((self._number, reason, lines[start].rstrip("\r\n")))
                start += 1
        return found

    def _reader(self, lines: Iterator[str]) -> csv._reader:  # type: ignore[name-defined]
        dialect = self._dialect
        return csv.reader(
            lines,
            delimiter=dialect.delimiter,
            quotechar=dialect.quote or None,
            quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
            doublequote=dialect.escape is None,
            escapechar=dialect.escape,
            skipinitialspace=dialect.skip_blanks,
            strict=True,
        )


def _lines(text: str, newline: str) -> list[str]:
    """Lines with their ends; `str.splitlines` would also split at characters that may stand in a cell."""
    parts = text.split(newline)
    last = parts.pop()
    lines = [part + newline for part in parts]
    return [*lines, last] if last else lines


def _reason(error: csv.Error) -> Text:
    words = str(error)
    if "unexpected end" in words:
        return OPEN_QUOTE
    if "expected after" in words:
        return AFTER_QUOTE
    if "field larger" in words:
        return TOO_LONG
    if "new-line" in words:
        return STRAY_RETURN
    return UNREADABLE

"""Writes results: tables that fit the terminal, JSON and CSV for other programs."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leitstand.foundation.text import Language, Text, printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PIPED_WIDTH = 120
NARROWEST_TEXT = 12
GAP = 2
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that begins so would be a formula in a spreadsheet."""
UNBROKEN = {"\xa0": "\ue000", "\u202f": "\ue001"}
"""Rich breaks lines at every space, also at those that hold a number and its unit together: it sees these instead."""
STYLES = {"good": "green", "bad": "red", "quiet": "dim", "strong": "bold", "watch": "yellow"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    number: right-aligned and never shortened. rank: where the terminal is too narrow, the column with the highest rank
    goes first (one that says nothing before all others); rank 0 stays. flexible: may be wrapped, down to `least`
    characters.
    """

    title: str
    number: bool = False
    rank: int = 0
    flexible: bool = False
    least: int = NARROWEST_TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with a style out of STYLES; the words say the same as the colour."""

    text: str
    style: str = ""


class Page:
    """What a person sees on standard output, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, text: Text | str, style: str = "", indent: int = 0) -> None:
        """A line; long ones wrap at words."""
        from rich.padding import Padding
        from rich.text import Text as Styled

        words = text if isinstance(text, str) else text.get(self.language)
        self._print(Padding(Styled(_held(printable(words)), STYLES.get(style, "")), (0, 0, 0, indent)))

    def facts(self, pairs: Sequence[tuple[Text, str | Cell]], indent: int = 0) -> None:
        """Names and what they are, one below the other."""
        from rich.padding import Padding
        from rich.table import Table

        grid = Table.grid(padding=(0, GAP))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column()
        for name, what in pairs:
            grid.add_row(_styled(name.get(self.language)), _styled(what))
        self._print(Padding(grid, (0, 0, 0, indent)))

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], indent: int = 0) -> None:
        """A table as wide as the terminal allows; says which columns had to be left out."""
        from rich.padding import Padding
        from rich.table import Table

        width = self.console.width - indent
        kept = fitting(columns, rows, width)
        table = Table(box=self._box(), pad_edge=False, padding=(0, 1), header_style="bold", show_edge=False,
                      show_header=any(columns[place].title for place in kept))  # fmt: skip
        for place in kept:
            column = columns[place]
            table.add_column(
                column.title,
                justify="right" if column.number else "left",
                no_wrap=not column.flexible,
                overflow="fold" if column.flexible else "ellipsis",
                min_width=None if column.flexible else _width(columns, rows, place),
            )
        for row in rows:
            table.add_row(*(_styled(row[place]) for place in kept))
        self._print(Padding(table, (0, 0, 0, indent)))
        left_out = [column.title for place, column in enumerate(columns) if place not in kept]
        if left_out:
            names = ", ".join(left_out)
            self.say(
                Text(de=f"Für die Breite weggelassen: {names}.", en=f"Left out to fit the width: {names}."),
                "quiet",
                indent,
            )

    def command(self, line: str, indent: int = 0) -> None:
        """A command line to be copied: never broken."""
        self._write(" " * indent + printable(line) + "\n")

    def blank(self) -> None:
        self._print("")

    @cached_property
    def console(self) -> Console:
        from rich.console import Console

        width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
        return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)

    def _print(self, what: RenderableType) -> None:
        """Without the spaces rich fills lines up with: they would only get in the way of copying and comparing."""
        with self.console.capture() as captured:
            self.console.print(what)
        text = captured.get()
        for space, stand_in in UNBROKEN.items():
            text = text.replace(stand_in, space)
        self._write("\n".join(line.rstrip(" ") for line in text.split("\n")))

    @staticmethod
    def _write(text: str) -> None:
        sys.stdout.write(text)

    def _box(self) -> Any:
        from rich import box

        return box.SIMPLE_HEAD if "utf" in (sys.stdout.encoding or "").lower() else box.ASCII2


def fitting(columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], width: int) -> list[int]:
    """Places of the columns that fit beside each other into so many characters."""
    kept = list(range(len(columns)))
    while True:
        needed = sum(_needed(columns, rows, place) + GAP + 1 for place in kept)
        droppable = [place for place in kept if columns[place].rank]
        if needed <= width or not droppable:
            return kept
        kept.remove(max(droppable, key=lambda place: (_says_nothing(rows, place), columns[place].rank, place)))


def _says_nothing(rows: Sequence[Sequence[str | Cell]], place: int) -> bool:
    return all(_plain(row[place]) in ("", "–") for row in rows)


def _needed(columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], place: int) -> int:
    width = _width(columns, rows, place)
    return (
        min(width, max(columns[place].least, _longest_word(columns[place].title))) if columns[place].flexible else width
    )


def _width(columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], place: int) -> int:
    from rich.cells import cell_len

    heading = columns[place].title
    shown = _longest_word(heading) if columns[place].flexible else cell_len(heading)
    return max([shown, *(cell_len(_plain(row[place])) for row in rows)])


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _plain(cell: str | Cell) -> str:
    return printable(cell if isinstance(cell, str) else cell.text).replace("\n", " ")


def _held(text: str) -> str:
    for space, stand_in in UNBROKEN.items():
        text = text.replace(space, stand_in)
    return text


def _styled(cell: str | Cell) -> Any:
    from rich.text import Text as Styled

    return Styled(_held(_plain(cell)), "" if isinstance(cell, str) else STYLES.get(cell.style, ""))


def sparkline(values: Sequence[float | None]) -> str:
    """The course of a series in one line of bars; a gap where there is no value.

    >>> sparkline([1, None, 3, 2])
    '▁ █▅'
    """
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    bars = "▁▂▃▄▅▆▇█"
    step = (high - low) / (len(bars) - 1) or 1.0
    return "".join(" " if value is None else bars[int((value - low) / step + 0.5)] for value in values)


def print_json(data: Any) -> None:
    """Indented by two, UTF-8, numbers as numbers."""
    _as_utf8()
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False, default=_for_json) + "\n")


def print_csv(rows: Iterable[Mapping[str, Any]], header: Sequence[str]) -> None:
    """RFC 4180 with a header; texts that a spreadsheet would take for a formula get an apostrophe."""
    _as_utf8()
    sys.stdout.write(as_csv(rows, header))


def as_csv(rows: Iterable[Mapping[str, Any]], header: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_for_csv(name) for name in header])
    for row in rows:
        writer.writerow([_for_csv(row.get(name)) for name in header])
    return out.getvalue()


def _for_csv(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        value = " ".join(map(str, value))
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _for_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _as_utf8() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")

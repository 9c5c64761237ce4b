"""Reads exports whose headings are known beforehand: every heading feeds one column of the data model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.mapping import freetext
from leitstand.sources.mapping.columns import column, declared
from leitstand.sources.mapping.currency import of_rows
from leitstand.sources.mapping.enums import to_value
from leitstand.sources.mapping.rows import complete, fill_down, staged_tables
from leitstand.sources.values import DateStyle, date_style, number_style
from leitstand.sources.values.dates import Order
from leitstand.sources.values.headers import fold
from leitstand.sources.values.sheet import Sheet, recognised

Columns = dict[str, pa.Array]  # "table.column" → values, each as long as the file
Amend = Callable[[Sheet, Columns], None]

_LACKING = 0.4  # too little even for a user who says which system it is
_NOTHING = Text(de="enthält nichts, was geladen werden könnte", en="holds nothing that could be loaded")


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file.

    main: table that gets one row per row of the file; of the others each key is taken once.
    headings: "table.column" → the headings it may have, best first.
    typical: those of them (or of `others`) by which the file is known. needed: those that may not be empty.
    others: own name → headings of columns that only `amend` needs. numbers, dates: which of them are amounts, days.
    words: "table.column" of a closed list → what the system calls a value → the value; other words are looked up in
        the list of usual ones, and read as empty (a stage of a deal: as open) where they are not there either.
    usual_order: of day and month, where no date of the file proves it; None: unknown.
    amend: derives what no column says; gets the sheet and the columns read, and changes the columns.
    """

    main: str
    headings: Mapping[str, Sequence[str]]
    typical: Sequence[str]
    needed: frozenset[str] = frozenset()
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: Sequence[str] = ()
    dates: Sequence[str] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    usual_order: Order | None = None
    amend: Amend | None = None

    @property
    def wanted(self) -> dict[str, Sequence[str]]:
        return {**self.headings, **self.others}


def recognise(layouts: Sequence[Layout], raw: RawTable) -> float:
    """How sure it is that the table is one of these; a table that lacks a typical heading cannot be read as one."""
    score = max(recognised(raw, layout.wanted, layout.typical) for layout in layouts)
    return score if score == 1 else min(score, _LACKING)


def read(layouts: Sequence[Layout], raw: RawTable, zone: str, currency: str | None = None) -> Staged:
    """The table read as the layout that fits it best. zone: of its naive times; currency: where the rows name none."""
    layout = max(layouts, key=lambda one: recognised(raw, one.wanted, one.typical))
    sheet = _sheet(layout, raw)
    found = {
        target: _column(sheet, layout, target, zone) for target in layout.headings if sheet.has(target)
    }  # fmt: skip
    for target in layout.needed - set(found):
        sheet.text(target, needed=True)
    found, notes = freetext.apart(found, sheet.headings)
    sheet.notes += notes
    found = fill_down(found)
    of_amounts = of_rows(sheet, found, currency)
    if layout.amend:
        layout.amend(sheet, found)
    columns = complete(found, sheet.row)
    tables = staged_tables(columns, layout.main, sheet, of_amounts)
    loaded = pa.chunked_array([chunk for rows in tables.values() for chunk in rows[ROW].chunks], pa.int64())
    sheet.reject(layout.typical[0], pc.invert(pc.is_in(sheet.row, loaded)), _NOTHING)
    exact = {own: sheet.exact(own) for own in layout.wanted if sheet.has(own) and _is_amount(layout, own)}
    return Staged(tables, sheet.rejects, sheet.controls(exact), tuple(dict.fromkeys(sheet.notes)))


def _sheet(layout: Layout, raw: RawTable) -> Sheet:
    """The sheet with one way of writing numbers and dates for the whole file."""
    plain = Sheet(raw, layout.wanted)
    kinds = {target: declared(target).type for target in layout.headings}
    numbers = [t for t, kind in kinds.items() if kind in ("money", "number", "integer")] + list(layout.numbers)
    dates = [t for t, kind in kinds.items() if kind in ("date", "instant")] + list(layout.dates)
    number, date = number_style(*map(plain.cells, numbers)), date_style(*map(plain.cells, dates))
    if layout.usual_order and not date.proven:
        date = DateStyle(layout.usual_order)
    sheet = Sheet(raw, layout.wanted, number, date)
    if number.note:
        sheet.notes.append(number.note)
    return sheet


def _column(sheet: Sheet, layout: Layout, target: str, zone: str) -> pa.Array:
    if declared(target).type == "enum":
        return words(sheet, target, declared(target).values, layout.words.get(target, {}), target in layout.needed)
    return column(sheet, target, zone, target in layout.needed)


def words(sheet: Sheet, own: str, values: Sequence[str], known: Mapping[str, str], needed: bool = False) -> pa.Array:
    """The column in the words of a closed list. known: what the system calls a value → the value."""
    text = sheet.text(own, needed)
    coded = text.dictionary_encode()
    exact = {word.lower(): value for word, value in known.items()}  # '-1' and '1' may be two states
    folded = {fold(word): value for word, value in known.items()}
    plain = [exact.get(word.lower()) or folded.get(fold(word), word) for word in coded.dictionary.to_pylist()]
    found, unknown = to_value(pa.array(plain, pa.string()).take(coded.indices), values)
    if not unknown:
        return found
    rest = "open" if own == "deal.outcome" else None
    heading, listed = sheet.headings[own], ", ".join(unknown[:8])
    sheet.notes.append(
        Text(
            de=f"Spalte „{heading}“: als {rest or 'leer'} gelesen: {listed}.",
            en=f"Column '{heading}': read as {rest or 'empty'}: {listed}.",
        )
    )
    return pc.if_else(pc.and_(pc.is_valid(text), pc.is_null(found)), pa.scalar(rest, pa.string()), found)


def _is_amount(layout: Layout, own: str) -> bool:
    if own in layout.others:
        return own in layout.numbers
    return declared(own).type == "money" or own.endswith(".quantity")


def joined(first: pa.Array, last: pa.Array) -> pa.Array:
    """First and last name as one; the one that is there where the other is missing."""
    return pc.coalesce(pc.binary_join_element_wise(first, last, " "), last, first)

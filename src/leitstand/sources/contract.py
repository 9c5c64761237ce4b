"""What a source must be: how a file is recognised and how its rows become canonical rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from leitstand.foundation.text import Text

ROW = "__row__"
"""Column of every raw and staged table: the 1-based number of the row in its file (the header is a row too)."""

Delivery = Literal["append", "upsert", "snapshot"]
"""append: rows are added. upsert: a row with the same key replaces the older one. snapshot: absent rows are gone."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken, and why.

    row: 1-based row number in the file. column, value: what was wrong, where one cell is to blame.
    cells: the whole row as it stood (header → text), so that it can be shown, fixed and loaded again.
    """

    row: int
    reason: Text
    column: str | None = None
    value: str | None = None
    cells: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as it stands in a file.

    name: file name, with sheet or archive member (`orders.xlsx: Sheet1`, `export.zip: orders.csv`).
    rows: columns named as in the file, plus ROW. Text formats give text cells (null = empty); Parquet, XLSX and JSON
        keep the types they have.
    rejects: rows that could not even be read (too many or too few cells, broken quoting …).
    notes: what the reader assumed and a user should know (encoding, skipped title rows, dropped total row …).
    titles: the title rows above the header, for those that say what the rows do not (period, account).
    rows_in = rows.num_rows + len(rejects): every data row of the file is in exactly one of the two.
    """

    name: str
    rows: pa.Table
    rejects: tuple[Reject, ...] = ()
    notes: tuple[Text, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(name for name in self.rows.column_names if name != ROW)

    @property
    def rows_in(self) -> int:
        return int(self.rows.num_rows) + len(self.rejects)


@dataclass(frozen=True, slots=True)
class Staged:
    """What a connector makes of a raw table.

    tables: canonical table name → rows. Column names are those of the schema, plus ROW; only columns that the source
        feeds. Key columns (own key and references) hold the source's own ids as text, or null: the store makes the
        surrogate keys. Other columns have the type of the schema: text, decimal128(18, 4), float64, bool, int64,
        date32, timestamp('us') in UTC without zone. A table whose own key column is absent or null has no key of its
        own in the source: the store identifies its rows by content and occurrence.
    rejects: rows not taken, in addition to those of the reader. No row is both here and in `tables`.
    controls: one row per row of the raw table that could be read: ROW, one decimal128 column per money or quantity
        column of the source (derived line amounts included; null where unreadable), and optionally `class`, a text
        by which the totals are broken down.
    skipped: rows that are no data (the example of a template): in nothing else here, and not counted.
    notes: what a user should know about this file.
    """

    tables: Mapping[str, pa.Table]
    rejects: tuple[Reject, ...] = ()
    controls: pa.Table | None = None
    notes: tuple[Text, ...] = ()
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Connector:
    """A known source system; its id (= its folder) is the name of the source system.

    delivery: see `Delivery`. feeds: canonical tables it can fill.
    echoes: those of them in which it repeats what another system knows first-hand: its rows count only for days on
        which no other system speaks (docs/adr/0011). Only tables that say themselves when something happened.
    currency: ISO code of its amounts, None if the rows say it themselves. zone: zone of its naive times.
    recognise: how sure it is that the table is its own, 0 to 1; looks at the header and at most the first rows.
    read: raw table → staged rows. Both are pure functions: no clock, no network, no state.
    checked: against real exports, or only against published documents (then the command line says so).
    reference: true for a table that is in the file only to look things up (a template's list): it is not read.
    """

    title: Text
    description: Text
    delivery: Delivery
    feeds: tuple[str, ...]
    currency: str | None
    zone: str
    recognise: Callable[[RawTable], float]
    read: Callable[[RawTable], Staged]
    checked: Literal["real", "documents"] = "real"
    reference: Callable[[RawTable], bool] = lambda raw: False
    former_ids: tuple[str, ...] = ()
    echoes: tuple[str, ...] = ()

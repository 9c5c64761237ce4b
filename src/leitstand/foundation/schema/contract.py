"""What a canonical table must say about itself: key, columns, units, times and privacy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from leitstand.foundation.text import Text

Type = Literal["key", "text", "enum", "integer", "money", "number", "boolean", "date", "instant", "json"]
"""How a column is stored.

key      64-bit surrogate. A table's own key, or a reference to another table's key (`references`).
money    decimal(18,4) in the row's `currency`; the store adds `<column>_base` in the reporting currency.
number   double. integer, boolean, text, date as the name says. enum: text out of `values`. json: text holding JSON.
instant  time stamp in UTC without zone; for `x_at` the store adds the date `x_on` in the reporting zone.
"""


class Privacy(StrEnum):
    """Class of a column under the GDPR (design: metrics.md A.0)."""

    DIRECT = "D"  # names a person: goes to the identity vault, never into the analytic store
    ONLINE = "O"  # cookie, device, session, author handle: stored only as keyed hash
    BEHAVIOUR = "B"  # behaviour or transaction linked to a person by key
    FREE_TEXT = "F"  # may hold anything: goes to the vault, the store holds a reference
    EMPLOYEE = "E"  # employee data: team level only
    NONE = "-"  # not personal


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    meaning: what it holds, both languages. unit: 'days', 'EUR', 'pieces' …, empty where none.
    references: table whose key this column holds (then the type is key).
    """

    name: str
    type: Type
    meaning: Text
    privacy: Privacy = Privacy.NONE
    unit: str = ""
    references: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table.

    key: the columns that identify a row. Usually one column of type key, which the store makes from the source's own
        key; for day or snapshot tables several.
    event_time: column that says when it happened, or "parent.column" where only the parent knows.
    capture_time: when the source system learned of it, if it says so
        (every row also carries the store's own `ingested_at`).
    later: further columns that say when something happened to the row (closed, solved, paid); how far the data reach
        depends on them too. Planned days (due, expected) are not among them.
    person: the table's key is a person's (or possibly a person's): the key is random and kept in the key map.
    """

    name: str
    meaning: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    event_time: str | None = None
    capture_time: str | None = None
    later: tuple[str, ...] = ()
    person: bool = False

    def column(self, name: str) -> Column:
        for one in self.columns:
            if one.name == name:
                return one
        raise KeyError(f"{self.name} has no column {name!r}")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def references(self) -> dict[str, str]:
        """Column → table it refers to."""
        return {column.name: column.references for column in self.columns if column.references}

    def day_of(self, name: str) -> str:
        """The date column that stands for a date or instant column."""
        return day_column(name) if self.column(name).type == "instant" else name

    def days(self) -> dict[str, str]:
        """Derived local date column → the instant it comes from (`ordered_on` → `ordered_at`)."""
        return {day_column(c.name): c.name for c in self.columns if c.type == "instant"}


def day_column(instant: str) -> str:
    """Name of the local date the store derives from an instant: `ordered_at` → `ordered_on`."""
    return f"{instant.removesuffix('_at')}_on"

"""What a data quality check must say about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from leitstand.foundation.text import Text

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Table → rows; missing columns are null."""

Dimension = Literal["completeness", "validity", "uniqueness", "timeliness", "consistency"]
Severity = Literal["wrong_number", "incomplete", "doubtful"]

SEVERITIES: dict[Severity, Text] = {
    "wrong_number": Text(de="macht Zahlen falsch", en="makes numbers wrong"),
    "incomplete": Text(de="Zahlen unvollständig", en="numbers incomplete"),
    "doubtful": Text(de="bitte ansehen", en="please look"),
}
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check; its id is the file's name, its folder the table's.

    fails: SQL condition over the row `t` that no row should meet. May use window functions, `$as_of` (last day that the
        data of the table cover), and the current rows of other tables by name.
    where: which rows are checked at all; a field that a source never fills is no fault of each row.
    across: it compares source systems, and so only runs on a table that several of them feed.
    field: the column in question. reason: why it matters. advice: what to do.
    bad, good: rows of which one row of `table` fails, and rows that are checked and pass.
    """

    title: Text
    table: str
    field: str
    dimension: Dimension
    severity: Severity
    fails: str
    reason: Text
    advice: Text
    bad: Rows
    good: Rows
    where: str = "true"
    across: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a failing row came from: load and row number in its file."""

    load_id: str
    row: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found. checked, failed: rows. places: the first failing rows."""

    check_id: str
    checked: int
    failed: int
    places: tuple[Place, ...] = ()

    @property
    def share(self) -> float:
        """Failing part of the rows checked, 0 where none was."""
        return self.failed / self.checked if self.checked else 0.0

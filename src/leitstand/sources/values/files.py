"""Tells which of a system's several files a table is, by its headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from leitstand.sources.contract import RawTable, Staged
from leitstand.sources.values.sheet import Sheet, recognised


@dataclass(frozen=True, slots=True)
class File:
    """One kind of file of a system.

    wanted: own name of a column → the headings it may have. needed: columns by which the file is known.
    read: the table → staged rows.
    """

    wanted: Mapping[str, Sequence[str]]
    needed: Sequence[str]
    read: Callable[[Sheet], Staged]

    def score(self, raw: RawTable) -> float:
        return recognised(raw, self.wanted, self.needed)


def score(raw: RawTable, files: Sequence[File]) -> float:
    """How sure it is that the table is one of the files, 0 to 1."""
    return max(file.score(raw) for file in files)


def read(raw: RawTable, files: Sequence[File]) -> Staged:
    """Reads the table as the file it fits best; of several, the one known by most columns."""
    best = max(files, key=lambda file: (file.score(raw), len(file.needed)))
    return best.read(Sheet(raw, best.wanted))

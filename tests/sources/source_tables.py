"""Small raw tables for tests, made without the readers of the product."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from leitstand.sources.contract import ROW, RawTable

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
ABSENT = "the public data beside the project (../shared/data) are not here"


def raw_table(header: Sequence[str], rows: Sequence[Sequence[str | None]], name: str = "table.csv") -> RawTable:
    """Text cells as a reader hands them over: empty is null, the first row is number 2."""
    columns = {
        heading: pa.array([(row[place] or "").strip() or None for row in rows], pa.string())
        for place, heading in enumerate(header)
    }
    return RawTable(name, pa.table({ROW: pa.array(range(2, len(rows) + 2), pa.int64()), **columns}))


def csv_table(path: Path, delimiter: str = ",") -> RawTable:
    """A well-formed CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file, delimiter=delimiter)
    return raw_table(header, rows, path.name)


def blank_separated(path: Path, header: Sequence[str] | None = None) -> RawTable:
    """A file whose columns are separated by blanks; `header` if it has none of its own."""
    rows = [line.split() for line in path.read_text().splitlines()]
    return raw_table(header or rows[0], rows if header else rows[1:], path.name)

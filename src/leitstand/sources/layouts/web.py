"""What the reports of web analytics systems have in common: totals of a range of days, whole or broken down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.sources.contract import RawTable
from leitstand.sources.layouts.known import Columns
from leitstand.sources.values import to_decimal
from leitstand.sources.values.headers import fold

DIMENSIONS = ("channel_group", "device", "country", "landing_page", "campaign", "source_medium")
_SEEN = 200  # rows looked at to tell a breakdown from a figure


def foreign(raw: RawTable, known: Mapping[str, Sequence[str]], periods: Sequence[str]) -> list[str]:
    """Headings by which the rows are broken down in a way that the data model has no place for.

    known: the headings that are read. periods: headings that are figures to the eye but break down all the same.
    Loading such a file would count its rows as if each were a total.
    """
    names = {fold(heading) for headings in known.values() for heading in headings}
    unread = [heading for heading in raw.header if fold(heading) not in names]
    first = raw.rows.slice(0, _SEEN)
    return [h for h in unread if fold(h) in periods or pc.any(to_decimal(first[h]).bad).as_py()]


def add_range(found: Columns, start: pa.Array, end: pa.Array, grain: pa.Array, total: pa.Array) -> None:
    """The days of each row and what it is broken down by. total: true for rows about everything together."""
    nothing = pa.scalar(None, pa.string())
    broken_down = [name for name in DIMENSIONS if f"web_aggregate.{name}" in found]
    for name in broken_down:
        found[f"web_aggregate.{name}"] = pc.if_else(total, nothing, found[f"web_aggregate.{name}"])
    found["web_aggregate.range_start"], found["web_aggregate.range_end"] = start, end
    found["web_aggregate.grain"] = grain
    found["web_aggregate.dimensions"] = pc.if_else(total, "", ",".join(broken_down))

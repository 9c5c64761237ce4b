"""Reads DATEV's exchange files (EXTF, DTVF): delimited text below a line that says what the file is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

import pyarrow.compute as pc

from leitstand.sources.contract import ROW, RawTable
from leitstand.sources.readers import delimited, layout
from leitstand.sources.readers.limits import Limits
from leitstand.sources.readers.origin import HEAD, Origin


def read(origin: Origin, limits: Limits, progress: Callable[[int], None]) -> RawTable:
    """The table below the head line, which becomes its title; rows are counted from the head line on."""
    line = origin.head(HEAD).lstrip(b"\xef\xbb\xbf").splitlines()[0].decode("cp1252", "replace")

    def below() -> BinaryIO:
        stream = origin.open()
        stream.readline(HEAD)
        return stream

    raw = delimited.read(Origin(origin.name, below, origin.packed), limits, progress)
    place = raw.rows.column_names.index(ROW)
    rows = raw.rows.set_column(place, ROW, pc.add(raw.rows[ROW], 1))
    rejects = tuple(replace(reject, row=reject.row + 1) for reject in raw.rejects)
    notes = (*raw.notes, *layout.title_note(1))
    return replace(raw, rows=rows, rejects=rejects, notes=notes, titles=(line, *raw.titles))

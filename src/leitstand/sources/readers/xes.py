"""Reads event logs in the XES format (process mining): one row per event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

import pyarrow as pa

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Reject
from leitstand.sources.readers import columns, rows
from leitstand.sources.readers.archive import BROKEN, chunks
from leitstand.sources.readers.formats import damaged, unusable
from leitstand.sources.readers.limits import Limits, check_columns, check_rejects, size, too_large
from leitstand.sources.readers.origin import Origin

CASE = "case:"
"""Stands before the name of what is said about the whole case, as in event logs written as CSV."""

_ALWAYS = (f"{CASE}concept:name", "concept:name", "time:timestamp")
_ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_BATCH = 20_000
_Event = dict[str, str | None]


def read(origin: Origin, limits: Limits, progress: Callable[[int], None]) -> RawTable:
    """All events, cells text: attributes of the event by their name, those of its trace as `case:<name>`.

    Rows are the events, counted from 1. Attributes inside attributes and those of the log itself are left out.
    Raises UnusableInput for damaged XML, for XML with a document type of its own (it could hold anything) and
    beyond the limits.
    """
    reading = _Reading(origin.name, limits, progress)
    try:
        reading.parse(origin)
    except expat.ExpatError as error:
        line = error.lineno
        raise damaged(
            origin.name, Text(de=f"ungültiges XML in Zeile {line}", en=f"invalid XML, line {line}")
        ) from error
    except BROKEN as error:
        raise damaged(origin.name, Text(de="die Datei bricht ab", en="the file breaks off")) from error
    return reading.table()


@dataclass(slots=True)
class _Reading:
    """One pass over one file. path: the open elements. The events of a trace wait until all of it is known."""

    name: str
    limits: Limits
    progress: Callable[[int], None]
    path: list[str] = field(default_factory=list)
    case: _Event = field(default_factory=dict)
    event: _Event = field(default_factory=dict)
    trace: list[_Event] = field(default_factory=list)
    waiting: list[tuple[int, _Event]] = field(default_factory=list)
    batches: list[pa.Table] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=lambda: dict.fromkeys(_ALWAYS))
    count: int = 0
    volume: int = 0

    def parse(self, origin: Origin) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = self.refuse
        for chunk in chunks(origin):
            self.volume += len(chunk)
            if self.volume > self.limits.total:
                most = size(self.limits.total)
                raise too_large(self.name, Text(de=f"über {most}", en=f"more than {most}"))
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def refuse(self, *_: object) -> None:
        seen = Text(
            de="eine XML-Datei mit eigenen Definitionen (DOCTYPE)", en="XML with definitions of its own (DOCTYPE)"
        )
        raise unusable(self.name, seen)

    def start(self, tag: str, found: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        above = self.path[-1] if self.path else ""
        self.path.append(tag)
        if len(self.path) > self.limits.depth:
            raise unusable(self.name, Text(de="zu tief verschachtelt", en="nested too deeply"))
        if tag in _ATTRIBUTES and above in ("event", "trace") and "key" in found:
            value = found.get("value", "").strip() or None
            if above == "event":
                self.event[found["key"]] = value
            else:
                self.case[CASE + found["key"]] = value

    def end(self, tag: str) -> None:
        tag = self.path.pop()
        if tag == "event":
            self.trace.append(self.event)
            self.event = {}
            if not self.path or self.path[-1] != "trace":  # an event that belongs to no case
                self.take()
        elif tag == "trace":
            self.take()

    def take(self) -> None:
        for event in self.trace:
            self.count += 1
            whole = self.case | event
            self.names |= dict.fromkeys(whole)
            if any(len(cell) > self.limits.cell for cell in whole.values() if cell):
                shown = {name: cell and cell[:1000] for name, cell in whole.items()}
                self.rejects.append(Reject(self.count, rows.TOO_LONG, cells=shown))
            else:
                self.waiting.append((self.count, whole))
        self.case, self.trace = {}, []
        if len(self.waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        check_columns(self.name, len(self.names), self.limits)
        if self.rejects:
            check_rejects(self.name, len(self.rejects), self.rejects[0].reason, self.limits)
        numbers = pa.array([number for number, _ in self.waiting], pa.int64())
        cells = {n: pa.array([event.get(n) for _, event in self.waiting], pa.string()) for n in self.names}
        self.batches.append(pa.table({**cells, ROW: numbers}))
        self.waiting = []
        self.progress(self.count)

    def table(self) -> RawTable:
        self.flush()
        return RawTable(self.name, columns.join(self.batches), tuple(self.rejects))

"""Reads event logs of any process: who did what in which case, and when it was ready, begun and done."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import as_text
from leitstand.sources.values.dates import UTC_MICROS
from leitstand.sources.values.headers import fold, words
from leitstand.sources.values.sheet import Sheet, constant, recognised

ZONE = "Europe/Berlin"
COLUMNS = {
    "case": ("case:concept:name", "case_id", "caseid", "case"),
    "activity": ("concept:name", "activity"),
    "at": ("time:timestamp", "timestamp", "complete_timestamp"),
    "transition": ("lifecycle:transition", "lifecycle", "lifecycle_id"),
    "instance": ("concept:instance", "activity_instance_id"),
    "resource": ("org:resource", "resource", "resource_id"),
}
NEEDED = ("case", "activity", "at")
# transition of the XES standard → the time of the step it tells; those absent here (suspend, abort …) tell none
TIMES = {
    "schedule": "enabled_at", "assign": "enabled_at", "start": "started_at", "complete": "completed_at",
}  # fmt: skip
_ORDER = {"enabled_at": 0, "started_at": 1, "completed_at": 2}
_PEOPLE = {"org", "resource", "responsible", "user", "employee", "owner", "creator", "agent"}


def read(raw: RawTable) -> Staged:
    """One row per event; the row of a completed step also says when the step was ready and begun.

    Events that complete nothing keep a row of their own without `completed_at`, so that no step counts twice.
    """
    sheet = Sheet(raw, COLUMNS)
    case, activity = sheet.text("case", needed=True), sheet.text("activity", needed=True)
    at = sheet.instant("at", ZONE, needed=True)
    transition = pc.utf8_lower(sheet.text("transition"))
    events = sheet.table(
        {
            "process": constant(_process(raw.name), case), "case_id": case, "activity": activity, "at": at,
            "time": _time(transition), "instance": sheet.code("instance"), "resource": sheet.text("resource"),
            "attributes": _attributes(sheet),
        }
    )  # fmt: skip
    columns = {name: events[name] for name in (ROW, "process", "case_id", "activity", "resource", "attributes")}
    steps = pa.table({**columns, **_times(events)})
    return Staged({"case_event": steps}, sheet.rejects, sheet.controls({"class": transition}), tuple(sheet.notes))


def _process(name: str) -> str:
    """The file's name without folder and ending: logs do not say what their process is called."""
    return name.rpartition(": ")[2].rpartition("/")[2].split(".")[0]


def _time(transition: pa.Array) -> pa.Array:
    """The time an event tells; a log without transitions records the end of steps."""
    known = pa.array(list(TIMES.values())).take(pc.index_in(transition, pa.array(list(TIMES))))
    return pc.if_else(pc.is_null(transition), "completed_at", known)


def _times(events: pa.Table) -> dict[str, pa.Array]:
    """The three times of every event; a completed step takes over the earliest ones still open in its case."""
    found: dict[str, list[int | None]] = {name: [None] * len(events) for name in _ORDER}
    moments = pc.cast(events["at"], pa.int64()).to_pylist()
    times = events["time"].to_pylist()
    keys = list(zip(*(events[name].to_pylist() for name in ("case_id", "activity", "instance")), strict=True))
    open_times: dict[object, deque[int]] = defaultdict(deque)
    for place in sorted((n for n, time in enumerate(times) if time), key=lambda n: (moments[n], _ORDER[times[n]])):
        time, key, moment = times[place], keys[place], moments[place]
        found[time][place] = moment
        if time != "completed_at":
            open_times[time, key].append(moment)
            continue
        for earlier in ("enabled_at", "started_at"):
            if waiting := open_times.get((earlier, key)):
                found[earlier][place] = waiting.popleft()
    return {name: pa.array(values, pa.int64()).cast(UTC_MICROS) for name, values in found.items()}


def _attributes(sheet: Sheet) -> pa.Array:
    """Everything else that the row says, as JSON; columns about people who work on the case are left out."""
    known = {fold(heading) for headings in COLUMNS.values() for heading in headings}
    names = sorted(name for name in sheet.raw.header if fold(name) not in known and not _PEOPLE & set(words(name)))
    if sheet.has("transition"):
        names.append(sheet.headings["transition"])
    if not names:
        return pa.nulls(len(sheet), pa.string())
    columns = [as_text(sheet.raw.rows[name]).to_pylist() for name in names]
    texts = [
        json.dumps({n: cell for n, cell in zip(names, row, strict=True) if cell is not None}, ensure_ascii=False)
        for row in zip(*columns, strict=True)
    ]
    return pa.array(texts, pa.string())


CONNECTOR = Connector(
    title=Text(de="Ereignisprotokoll (Process-Mining)", en="Event log (process mining)"),
    description=Text(
        de="Protokoll eines beliebigen Ablaufs mit Vorgang, Tätigkeit und Zeit (XES, CSV, Parquet); Zeiten ohne "
        "Zeitzone gelten als deutsche Zeit.",
        en="Log of any process with case, activity and time (XES, CSV, Parquet); times without a zone are taken as "
        "German time.",
    ),
    delivery="append",
    feeds=("case_event",),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=NEEDED),
    read=read,
)

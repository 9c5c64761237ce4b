"""Reads a foreign file in a limited process of its own, so that no harmful or huge file can take Leitstand down."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text
from leitstand.sources import readers
from leitstand.sources.contract import RawTable, Reject, Staged
from leitstand.sources.forked import Template, serve

GIB = 1 << 30
_LINE = 256 << 20
"""A message of the child may have so many bytes, its tables apart."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading process may use: bytes of memory, seconds of processor time, seconds in all."""

    memory: int = 4 * GIB
    cpu_seconds: int = 600
    seconds: float = 900
    file: readers.Limits = field(default_factory=readers.Limits)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One table of a file after reading.

    rows_in: data rows in the file; `rejects` of them could not be read, `staged.rejects` could not be used.
    connector, staged, info: what `recognise.stage` answered. error: why the table was not understood; then connector
    and staged are None, and info holds the error's `details` if it has any (JSON-able values, such as a proposal).
    """

    name: str
    header: tuple[str, ...]
    rows_in: int
    rejects: tuple[Reject, ...]
    notes: tuple[Text, ...]
    connector: str | None = None
    staged: Staged | None = None
    info: Mapping[str, object] = field(default_factory=dict)
    error: LeitstandError | None = None


_LIMITS = Limits()


def run(
    job: Mapping[str, object],
    limits: Limits = _LIMITS,
    progress: Callable[[int], None] | None = None,
    template: Template | None = None,
) -> tuple[Parsed, ...]:
    """All tables of a file, read and staged in a process of its own; nothing is written to disk.

    job: `path`, optionally `name` (what the user calls the file) and `options` (JSON; passed on to `recognise.stage`).
    progress: told the rows read so far in the current table. template: see `ready`.

    Raises the reader's LeitstandError if the file cannot be used at all, and a LeitstandError if the process runs out
    of memory or time, or dies.
    """
    with nullcontext(template) if template else ready() as used:
        try:
            return _run(job, limits, progress, used)
        except _Gone:  # the file has nothing to do with it; another one is started
            return _run(job, limits, progress, used)


def _run(
    job: Mapping[str, object], limits: Limits, progress: Callable[[int], None] | None, template: Template
) -> tuple[Parsed, ...]:
    path = Path(str(job["path"])).resolve()
    name, late = str(job.get("name") or path.name), threading.Event()
    try:
        child = template.child()
    except OSError as error:
        raise _Gone(name) from error
    with child:

        def stop() -> None:
            late.set()
            child.stop()

        timer = threading.Timer(limits.seconds, stop)
        timer.start()
        try:
            _send_order(child.data, {**job, "path": str(path), "limits": asdict(limits)})
            with child.data.makefile("rb") as stream:
                return _answers(stream, progress)
        except (EOFError, ValueError, OSError, pa.ArrowException) as error:
            raise _died(name, child.code(), late.is_set()) from error
        finally:
            timer.cancel()


def ready() -> Template:
    """A context with a process from which every file's own is forked; worth it for more than one file."""
    return Template("leitstand.sources.sandbox", _environment())


def _environment() -> dict[str, str]:
    """Only what Python needs: no secret of the parent reaches the child."""
    kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if key in os.environ}
    return kept | {"PYTHONUTF8": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}


def _send_order(end: socket.socket, order: Mapping[str, object]) -> None:
    try:
        end.sendall(json.dumps(order).encode())
        end.shutdown(socket.SHUT_WR)
    except (BrokenPipeError, ConnectionResetError):
        pass  # the child died at once; what it said, or its exit code, tells why


def _answers(stream: BinaryIO, progress: Callable[[int], None] | None) -> tuple[Parsed, ...]:
    found: list[Parsed] = []
    while True:
        line = stream.readline(_LINE)
        if not line.endswith(b"\n"):
            raise EOFError
        message = json.loads(line)
        if message["kind"] == "end":
            return tuple(found)
        if message["kind"] == "progress":
            if progress:
                progress(message["rows"])
            continue
        try:
            if message["kind"] == "error":
                raise _error_from(message["error"])
            found.append(_table(message, stream))
        except (KeyError, TypeError) as error:
            raise ValueError("the child does not keep to the protocol") from error


class _Gone(LeitstandError):
    """The process from which the children are forked is gone."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                de=f"Der Vorgang, der Dateien liest, wurde beendet; von „{name}“ wurde nichts übernommen.",
                en=f"The process that reads files was ended; nothing of '{name}' was taken.",
            ),
            Text(
                de="Laden Sie die Datei noch einmal; achten Sie darauf, dass genug Arbeitsspeicher frei ist.",
                en="Load the file again; see to it that enough memory is free.",
            ),
        )


def _died(name: str, code: int | None, late: bool) -> LeitstandError:
    if code is None and not late:
        return _Gone(name)
    if late or code == -signal.SIGXCPU:
        reason = Text(de="dauert zu lange", en="takes too long")
    elif code in (-signal.SIGKILL, _NO_MEMORY):
        reason = Text(de="braucht zu viel Arbeitsspeicher", en="needs too much memory")
    else:
        reason = Text(de="bringt das Einlesen zum Absturz", en="makes the reader crash")
    return LeitstandError(
        Text(de=f"„{name}“ {reason.de}; nichts wurde übernommen.", en=f"'{name}' {reason.en}; nothing was taken."),
        Text(
            de="Bitte teilen Sie die Datei auf oder speichern Sie sie neu als CSV.",
            en="Please split the file, or save it again as CSV.",
        ),
    )


# What goes over the pipe: one line of JSON per message; a table's line is followed by its Arrow streams.


def _table(message: Mapping[str, object], stream: BinaryIO) -> Parsed:
    got = cast(dict, message)  # type: ignore[type-arg]
    staged = None
    if got["staged"] is not None:
        tables = {name: _receive(stream) for name in got["staged"]["tables"]}
        controls = _receive(stream) if got["staged"]["controls"] else None
        notes, skipped = _texts(got["staged"]["notes"]), tuple(got["staged"]["skipped"])
        staged = Staged(tables, _rejects(got["staged"]["rejects"]), controls, notes, skipped)
    return Parsed(
        name=got["name"],
        header=tuple(got["header"]),
        rows_in=got["rows_in"],
        rejects=_rejects(got["rejects"]),
        notes=_texts(got["notes"]),
        connector=got["connector"],
        staged=staged,
        info=got["info"],
        error=_error_from(got["error"]) if got["error"] else None,
    )


def _receive(stream: BinaryIO) -> pa.Table:
    with pa.ipc.open_stream(stream) as reader:
        table = reader.read_all()
    table.validate(full=True)
    return table


def _rejects(listed: list[list[object]]) -> tuple[Reject, ...]:
    return tuple(
        Reject(cast(int, row), _text(reason), cast(str, column), cast(str, value), cast(dict[str, str | None], cells))
        for row, reason, column, value, cells in listed
    )


def _text(pair: object) -> Text:
    de, en = cast(list[str], pair)
    return Text(de=de, en=en)


def _texts(listed: list[object]) -> tuple[Text, ...]:
    return tuple(map(_text, listed))


def _error_from(listed: list[object]) -> LeitstandError:
    kind, message, step = listed
    of = UnusableInput if kind == "UnusableInput" else LeitstandError
    return of(_text(message), _text(step) if step else None)


def _plain_text(text: Text) -> list[str]:
    return [text.de, text.en]


def _plain_rejects(rejects: tuple[Reject, ...]) -> list[list[object]]:
    return [[one.row, _plain_text(one.reason), one.column, one.value, dict(one.cells)] for one in rejects]


def _plain_error(error: LeitstandError) -> list[object]:
    kind = "UnusableInput" if isinstance(error, UnusableInput) else "LeitstandError"
    return [kind, _plain_text(error.message), _plain_text(error.next_step) if error.next_step else None]


# The child.

_NO_MEMORY = 12


def main() -> None:
    """Imports what reading needs, then does every order in a child of its own."""
    import pandas  # noqa: F401 - most tables need it

    from leitstand.sources import recognise

    recognise.connectors()
    serve(_do)


def _do(given: BinaryIO, out: BinaryIO) -> int:
    """Does one job. Exit code 0: everything was said; others: see `_died`."""
    job = json.load(given)
    _confine(job["limits"])
    try:
        _work(job, out)
    except LeitstandError as error:
        _say(out, kind="error", error=_plain_error(error))
    except MemoryError:
        return _NO_MEMORY
    except BrokenPipeError:
        return 1
    return 0


def _confine(limits: Mapping[str, int]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"], limits["cpu_seconds"] + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pa.set_cpu_count(1)


def _work(job: Mapping[str, object], out: BinaryIO) -> None:
    from leitstand.sources.recognise import stage

    limits = readers.Limits(**cast(dict, job["limits"])["file"])  # type: ignore[type-arg]
    options = cast(Mapping[str, object], job.get("options") or {})
    name = cast(str | None, job.get("name"))
    tables = readers.read(
        Path(str(job["path"])), limits, name, progress=lambda rows: _say(out, kind="progress", rows=rows)
    )
    for raw in tables:
        try:
            connector, staged, info = stage(raw, options)
        except LeitstandError as not_understood:
            _say_table(out, raw, error=not_understood, info=getattr(not_understood, "details", None))
        else:
            _say_table(out, raw, connector, staged, info)
    _say(out, kind="end")


def _say_table(
    out: BinaryIO,
    raw: RawTable,
    connector: str | None = None,
    staged: Staged | None = None,
    info: Mapping[str, object] | None = None,
    error: LeitstandError | None = None,
) -> None:
    parts = (
        None
        if staged is None
        else {
            "tables": list(staged.tables),
            "controls": staged.controls is not None,
            "rejects": _plain_rejects(staged.rejects),
            "notes": [_plain_text(note) for note in staged.notes],
            "skipped": staged.skipped,
        }
    )
    _say(
        out,
        kind="table",
        name=raw.name,
        header=raw.header,
        rows_in=raw.rows_in,
        rejects=_plain_rejects(raw.rejects),
        notes=[_plain_text(note) for note in raw.notes],
        connector=connector,
        staged=parts,
        info=info or {},
        error=_plain_error(error) if error else None,
    )
    if staged is None:
        return
    for table in [*staged.tables.values(), *([staged.controls] if staged.controls is not None else [])]:
        with pa.ipc.new_stream(out, table.schema) as writer:
            writer.write_table(table)
    out.flush()


def _say(out: BinaryIO, **message: object) -> None:
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()

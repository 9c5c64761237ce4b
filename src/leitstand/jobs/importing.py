"""Imports files: parse in a limited process, account for every row, keep names apart, load in one transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leitstand.control import sealing
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, UnusableInput, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.text import Language, Text, printable
from leitstand.jobs import accounting
from leitstand.jobs.erasure import without_erased
from leitstand.jobs.links import Links
from leitstand.sources import sandbox
from leitstand.sources.contract import Reject
from leitstand.sources.sandbox import Parsed
from leitstand.store.contract import Load
from leitstand.store.ingest import keying, raw
from leitstand.store.ingest.writer import Store, opened

Progress = Callable[[str, int], None]
"""Told the step (reading, loading) and the rows done so far."""


@dataclass(slots=True)
class Outcome:
    """What came of one table of a file. error: why nothing of it was taken.

    columns, unmapped: of a table read by a mapping, heading → "table.column" and the headings that were not loaded.
    """

    file: str
    part: str
    load_id: str | None = None
    connector: str | None = None
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    control_totals: Mapping[str, Any] | None = None
    tables: Mapping[str, int] | None = None
    already_loaded: bool = False
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: tuple[Text, ...] = ()
    rejects: tuple[Reject, ...] = ()
    columns: Mapping[str, str] | None = None
    unmapped: tuple[str, ...] = ()
    error: LeitstandError | None = None

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The documented shape of `leitstand import --json`."""
        return {
            "file": self.file,
            "part": self.part,
            "load_id": self.load_id,
            "connector": self.connector,
            "rows_in": self.rows_in,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "control_totals": plain(self.control_totals or {}),
            "tables": dict(self.tables or {}),
            "already_loaded": self.already_loaded,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "notes": [note.get(language) for note in self.notes],
            "unmapped": list(self.unmapped),
            "error": self.error.describe(language) if self.error else None,
        }


def plain(totals: Mapping[str, Any]) -> dict[str, Any]:
    """Control totals with numbers that JSON can hold."""
    return {name: plain(value) if isinstance(value, Mapping) else float(value) for name, value in totals.items()}


@full_disk_told()
def import_file(
    home: Home, path: Path, options: Mapping[str, Any] | None = None, progress: Progress | None = None
) -> list[Outcome]:
    """Brings a file in, whole or not at all; one outcome per table in it.

    options: connector (id to force), mapping (text of a mapping file), source_system. The same file with the same
    reading twice changes nothing. Raises LeitstandError where the file cannot be used at all.
    """
    digest, size = _fingerprint(path)
    links = Links.of(home)
    options = dict(options or {})
    reading = hashlib.sha256(json.dumps(options, sort_keys=True).encode()).hexdigest()[:16] if options else ""
    name = printable(path.name)
    known = _already(links, digest, reading, name)
    if known:
        return known
    remembered = {one.shape: one.spec for one in ledger.mappings(links.alias)}
    job = {"path": str(path), "name": name, "options": {**options, "mappings": remembered}}
    parsed = sandbox.run(job, progress=(lambda rows: progress("reading", rows)) if progress else None)
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        known = _already(links, digest, reading, name)
        if known:
            return known
        try:
            return _Import(links, store, path, digest, size, reading, progress).run(parsed)
        except BaseException:
            with suppress(Exception):  # what fails here too is made good by the next import
                mend(links, store)
            raise


REFERENCE = Text(
    de="Nur zum Nachschlagen in der Datei; wird nicht geladen.", en="Only there to look things up; not loaded."
)


def recorded(links: Links) -> set[str]:
    """Ids of the loads that count, as the control database has them."""
    return {one.id for one in ledger.loads(links.alias) if one.state == "done"}


def mend(links: Links, store: Store) -> None:
    """Brings the control database in line with the store: what an interrupted import left behind is forgotten."""
    store.renew(links.zone, links.currency, recorded(links))
    repaired = ledger.repair(links.alias, set(store.settle()))
    lost = [load_id for load_id in repaired if ledger.load(links.alias, load_id).state != "done"]
    for load_id in lost:
        identity.forget_load(links.alias, load_id)
    sealing.shred(links.alias, *lost)


WAIT = 60.0
"""Seconds that an import waits for another one to finish writing."""


class _Import:
    def __init__(
        self, links: Links, store: Store, path: Path, digest: str, size: int, reading: str, progress: Progress | None
    ) -> None:
        self.links, self.store, self.path, self.name = links, store, path, printable(path.name)
        self.digest, self.size, self.reading, self.progress = digest, size, reading, progress
        self.at = datetime.now(UTC).replace(tzinfo=None)
        self.base = f"{self.at:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"

    def run(self, parsed: tuple[Parsed, ...]) -> list[Outcome]:
        outcomes, ready = [], []
        position = max((int(load["position"]) for load in self.store.loads()), default=0)
        for number, one in enumerate(parsed, start=1):
            outcome = Outcome(self.name, one.name, connector=one.connector, rows_in=one.rows_in, notes=one.notes)
            outcomes.append(outcome)
            if one.info.get("reference"):
                outcome.rows_in, outcome.notes = 0, (*one.notes, REFERENCE)
                continue
            if one.staged is None:
                outcome.error, outcome.rejected = one.error, one.rows_in
                continue
            load_id = self.base if number == 1 else f"{self.base}-{number}"
            prepared = self._prepare(one, outcome, load_id, position + number)
            if prepared:
                ready.append(prepared)
        if not ready:
            return outcomes
        if self.progress:
            self.progress("loading", sum(outcome.accepted for outcome in outcomes))
        first = ready[0][0].load_id
        sealing.seal(self.links.alias, first, "original", self.path)
        if _fingerprint(self.path) != (self.digest, self.size):
            raise UnusableInput(
                Text(
                    de=f"„{self.name}“ wurde beim Einlesen verändert; nichts wurde übernommen.",
                    en=f"'{self.name}' changed while it was read; nothing was taken.",
                ),
                Text(
                    de="Warten Sie, bis die Datei fertig geschrieben ist, und laden Sie sie erneut.",
                    en="Wait until the file is completely written and load it again.",
                ),
            )
        made = self.store.add(ready, self.links.zone, self.links.currency)
        by_id = {load.load_id: applied for (load, _), applied in zip(ready, made, strict=True)}
        for outcome in outcomes:
            if outcome.load_id in by_id:
                applied = by_id[outcome.load_id]
                outcome.tables = applied.tables
                outcome.new, outcome.changed, outcome.unchanged = applied.new, applied.changed, applied.unchanged
                ledger.finish_load(self.links.alias, str(outcome.load_id))
        return outcomes

    def _prepare(self, one: Parsed, outcome: Outcome, load_id: str, position: int) -> tuple[Load, Path] | None:
        """Keys made, names in the vault, rows in the incoming raw store, counts in the ledger; not yet in the store."""
        alias, staged, info = self.links.alias, one.staged, one.info
        assert staged is not None and one.connector is not None
        accounting.check_rows(one.name, one.rows_in, len(one.rejects), staged)
        known = info.get("currency")
        # amounts of no stated currency count as the home's; from then on it is fixed, or old and new would not add up
        amounts = staged.controls is not None
        reporting = self.links.adopt_currency(str(known) if known else self.links.currency if amounts else None)
        load = Load(
            load_id=load_id,
            position=position,
            connector=one.connector,
            source_system=str(info.get("source_system") or one.connector),
            sha256=self.digest,
            mapping_hash=self.reading,
            part=one.name,
            delivery=info.get("delivery", "append"),  # type: ignore[arg-type]
            currency=str(known or reporting),
            loaded_at=self.at,
        )
        folder = raw.incoming(self.links.home, load_id)
        tables, erased = without_erased(alias, load.source_system, staged.tables)
        keyed = keying.key(load, tables, folder, self.links, self.links)
        used = (*staged.rejects, *erased, *keyed.rejects)
        rejects = sorted((*one.rejects, *used), key=lambda reject: reject.row)
        refused = {reject.row for reject in rejects}
        outcome.load_id, outcome.rejects = load_id, tuple(rejects)
        outcome.rejected = len({reject.row for reject in used}) + len(one.rejects)
        outcome.accepted = outcome.rows_in - outcome.rejected
        outcome.notes = (*one.notes, *staged.notes)
        outcome.columns, outcome.unmapped = _read_as(info)
        outcome.control_totals = accounting.control_totals(staged.controls, refused)
        outcome.tables = keyed.tables
        ledger.start_load(
            alias,
            load_id,
            file_name=self.name,
            sha256=self.digest,
            size=self.size,
            connector=one.connector,
            mapping_hash=self.reading,
            table_name=one.name,
        )
        if rejects:
            sealing.seal(alias, load_id, "rejects", _rejects_as_bytes(one, rejects))
        ledger.record_counts(
            alias,
            load_id,
            rows_in=outcome.rows_in,
            accepted=outcome.accepted,
            rejected=outcome.rejected,
            control_totals=plain(outcome.control_totals),
            tables=keyed.tables,
            notes=[note.as_dict() for note in outcome.notes],
        )
        if not outcome.accepted:
            outcome.load_id = None
            ledger.fail_load(alias, load_id, [note.as_dict() for note in outcome.notes])
            return None
        if info.get("mapping"):
            ledger.remember_mapping(alias, str(info["shape"]), load.source_system, info["mapping"])  # type: ignore[arg-type]
        raw.seal(folder, keyed)
        return load, folder


def _read_as(info: Mapping[str, Any]) -> tuple[dict[str, str] | None, tuple[str, ...]]:
    """Heading → target of a table read by a mapping (None: a connector read it), and the headings not loaded."""
    mapping = info.get("mapping")
    columns = {heading: target for heading, target in mapping["columns"].items() if target} if mapping else None
    return columns, tuple(info.get("unmapped", ()))


def _already(links: Links, digest: str, reading: str, file: str) -> list[Outcome]:
    found = [one for one in ledger.loads(links.alias, digest) if one.state == "done" and one.mapping_hash == reading]
    return [
        Outcome(
            file,
            one.table_name,
            load_id=one.id,
            connector=one.connector,
            rows_in=one.rows_in,
            accepted=one.accepted,
            rejected=one.rejected,
            control_totals=one.control_totals,
            tables=one.tables,
            already_loaded=True,
            unchanged=sum(one.tables.values()),
        )
        for one in sorted(found, key=lambda one: one.id)
    ]


def _fingerprint(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file. Raises UnusableInput where there is none to read."""
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder")
        if path.exists() and not path.is_file():  # a pipe or device may never end, and can be read only once
            raise UnusableInput(
                Text(de=f"„{path}“ ist keine gewöhnliche Datei.", en=f"'{path}' is no regular file."),
                Text(
                    de="Speichern Sie die Daten als Datei und laden Sie diese.",
                    en="Save the data as a file and load that.",
                ),
            )
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        reasons = {
            2: Text(de="gibt es nicht", en="does not exist"),
            13: Text(de="ist nicht lesbar (keine Rechte)", en="cannot be read (no permission)"),
            21: Text(de="ist ein Ordner", en="is a folder"),
        }
        reason = reasons.get(
            error.errno or 0, Text(de=f"ist nicht lesbar ({error.strerror})", en=f"cannot be read ({error.strerror})")
        )
        raise UnusableInput(
            Text(de=f"„{path}“ {reason.de}.", en=f"'{path}' {reason.en}."),
            Text(de="Nennen Sie eine lesbare Datei.", en="Name a file that can be read."),
        ) from error
    if not size:
        raise UnusableInput(
            Text(de=f"„{path.name}“ ist leer.", en=f"'{path.name}' is empty."),
            Text(de="Prüfen Sie, ob der Export vollständig war.", en="Check whether the export was complete."),
        )
    return digest, size


def _rejects_as_bytes(one: Parsed, rejects: list[Reject]) -> bytes:
    head = {"header": list(one.header), "connector": one.connector}
    rows = [
        {
            "row": reject.row,
            "column": reject.column,
            "value": reject.value,
            "reason": reject.reason.as_dict(),
            "cells": dict(reject.cells),
        }
        for reject in rejects
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in (head, *rows)).encode()

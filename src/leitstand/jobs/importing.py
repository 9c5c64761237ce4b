"""Imports files: parse in a limited process, account for every row, keep names apart, load in one transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leitstand.control import database, sealing
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, UnusableInput, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.text import Language, Text
from leitstand.jobs import accounting
from leitstand.jobs.earlier import Earlier, misfit, reading
from leitstand.jobs.erasure import without_erased
from leitstand.jobs.fingerprint import fingerprint
from leitstand.jobs.links import Links
from leitstand.jobs.reading import ReadFile, job, read, up_to_date
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

    replaces: the load of the same table, read another way, whose place it took.
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
    replaces: str | None = None
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
            "replaces": self.replaces,
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

    options: connector (id to force), mapping (text of a mapping file), source_system, name (what people call it). A
    table that is loaded with the same reading changes nothing; read another way, it replaces what was loaded. Raises
    LeitstandError where the file
    cannot be used at all.
    """
    links = Links.of(home)
    file = read(job(links, path, options), (lambda rows: progress("reading", rows)) if progress else None)
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        return bring_in(links, store, up_to_date(links, file), progress)


def bring_in(links: Links, store: Store, file: ReadFile, progress: Progress | None = None) -> list[Outcome]:
    """Brings in a file that was read, whole or not at all; the home's lock is held and the store mended."""
    try:
        return _Import(links, store, file, progress).run(file.parsed)
    except BaseException:
        with suppress(Exception):  # what fails here too is made good by the next import
            mend(links, store)
        raise


REFERENCE = Text(
    de="Nur zum Nachschlagen in der Datei; wird nicht geladen.", en="Only there to look things up; not loaded."
)


STAYS = Text(
    de="Der frühere Ladevorgang {load_id} dieser Tabelle bleibt, wie er ist.",
    en="The earlier load {load_id} of this table stays as it is.",
)


def recorded(links: Links) -> set[str]:
    """Ids of the loads that count, as the control database has them."""
    return {one.id for one in ledger.loads(links.alias) if one.state == "done"}


def mend(links: Links, store: Store) -> None:
    """Brings the control database in line with the store: what an interrupted import left behind is forgotten."""
    store.renew(links.zone, links.currency, recorded(links))
    repaired = ledger.repair(links.alias, set(store.settle()))
    forget(links, *(load_id for load_id in repaired if ledger.load(links.alias, load_id).state != "done"))


def forget(links: Links, *load_ids: str) -> None:
    """Names, originals and rejected rows of loads that no longer count are gone."""
    for load_id in load_ids:
        identity.forget_load(links.alias, load_id)
    sealing.shred(links.alias, *load_ids)


WAIT = 60.0
"""Seconds that an import waits for another one to finish writing."""


class _Import:
    def __init__(self, links: Links, store: Store, file: ReadFile, progress: Progress | None) -> None:
        self.links, self.store, self.path, self.name = links, store, file.path, str(file.job["name"])
        self.digest, self.size, self.progress = file.digest, file.size, progress
        self.at = datetime.now(UTC).replace(tzinfo=None)
        self.base = f"{self.at:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        self.loaded = {str(load["load_id"]): load for load in store.loads()}
        self.position = max((int(load["position"]) for load in self.loaded.values()), default=0)
        self.earlier = Earlier.of(links.alias, file.digest)

    def run(self, parsed: tuple[Parsed, ...]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        ready: list[tuple[Load, Path]] = []
        best = min((misfit(one) for one in parsed if not one.info.get("reference")), default=0.0)
        for number, one in enumerate(parsed, start=1):
            outcome, prepared = self._table(one, number, best)
            outcomes.append(outcome)
            if prepared:
                ready.append(prepared)
        if ready:
            self._load(ready, outcomes)
        return outcomes

    def _table(self, one: Parsed, number: int, best: float) -> tuple[Outcome, tuple[Load, Path] | None]:
        """What comes of one table of the file, and its load where there is something to load.

        best: how badly the reading fits the table that it fits best; a loaded table that it fits worse stays.
        """
        outcome = Outcome(self.name, one.name, connector=one.connector, rows_in=one.rows_in, notes=one.notes)
        if one.info.get("reference"):
            outcome.rows_in, outcome.notes = 0, (*one.notes, REFERENCE)
            return outcome, None
        loaded = self.earlier.find(one.name, self.name)
        if loaded and (misfit(one) > best or reading(one) == loaded.mapping_hash):
            return _as_before(self.name, loaded), None
        if one.staged is None:
            outcome.error, outcome.rejected = one.error, one.rows_in
            return outcome, None
        outcome.rows_in -= len(one.staged.skipped)
        load_id = self.base if number == 1 else f"{self.base}-{number}"
        load = self._begin(one, load_id, self.position + number, loaded.id if loaded else None)
        prepared = self._prepare(one, outcome, load)
        if loaded and prepared:
            outcome.replaces = loaded.id
        elif loaded:
            outcome.notes = (*outcome.notes, STAYS.format(load_id=loaded.id))
        return outcome, prepared

    def _load(self, ready: list[tuple[Load, Path]], outcomes: list[Outcome]) -> None:
        """Brings the prepared loads in, in place of those they replace: all of it or nothing."""
        if self.progress:
            self.progress("loading", sum(outcome.accepted for outcome in outcomes if not outcome.already_loaded))
        sealing.seal(self.links.alias, ready[0][0].load_id, "original", self.path)
        if fingerprint(self.path) != (self.digest, self.size):
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
        replaced = {outcome.replaces for outcome in outcomes if outcome.replaces}
        zone, currency = self.links.zone, self.links.currency
        if replaced:
            made = self.store.replace(ready, replaced, zone, currency, recorded(self.links))
        else:
            made = self.store.add(ready, zone, currency)
        by_id = {load.load_id: applied for (load, _), applied in zip(ready, made, strict=True)}
        for outcome in outcomes:
            if outcome.load_id in by_id:
                applied = by_id[outcome.load_id]
                outcome.tables = applied.tables
                outcome.new, outcome.changed, outcome.unchanged = applied.new, applied.changed, applied.unchanged
        with database.together(self.links.alias):
            for load_id in by_id:
                ledger.finish_load(self.links.alias, load_id)
        if replaced:
            forget(self.links, *replaced)
            for load_id in replaced:
                ledger.withdraw_load(self.links.alias, load_id)

    def _begin(self, one: Parsed, load_id: str, position: int, replaces: str | None) -> Load:
        """The load of one table. It takes the place of one that it replaces: what came later stays newer."""
        staged, info = one.staged, one.info
        assert staged is not None and one.connector is not None
        known = info.get("currency")
        # amounts of no stated currency count as the home's; from then on it is fixed, or old and new would not add up
        amounts = staged.controls is not None
        reporting = self.links.adopt_currency(str(known) if known else self.links.currency if amounts else None)
        before: dict[str, Any] = self.loaded[replaces] if replaces else {"position": position, "loaded_at": self.at}
        return Load(
            load_id=load_id,
            position=before["position"],
            connector=one.connector,
            source_system=str(info.get("source_system") or one.connector),
            sha256=self.digest,
            mapping_hash=reading(one),
            part=one.name,
            delivery=info.get("delivery", "append"),  # type: ignore[arg-type]
            currency=str(known or reporting),
            loaded_at=before["loaded_at"],
        )

    def _prepare(self, one: Parsed, outcome: Outcome, load: Load) -> tuple[Load, Path] | None:
        """Keys made, names in the vault, rows in the incoming raw store, counts in the ledger; not yet in the store."""
        alias, staged, info = self.links.alias, one.staged, one.info
        assert staged is not None
        accounting.check_rows(one.name, one.rows_in, len(one.rejects), staged)
        folder = raw.incoming(self.links.home, load.load_id)
        tables, erased = without_erased(alias, load.source_system, staged.tables)
        keyed = keying.key(load, tables, folder, self.links, self.links)
        used = (*staged.rejects, *erased, *keyed.rejects)
        rejects = sorted((*one.rejects, *used), key=lambda reject: reject.row)
        refused = {reject.row for reject in rejects}
        outcome.load_id, outcome.rejects = load.load_id, tuple(rejects)
        outcome.rejected = len({reject.row for reject in used}) + len(one.rejects)
        outcome.accepted = outcome.rows_in - outcome.rejected
        outcome.notes = (*one.notes, *staged.notes)
        outcome.columns, outcome.unmapped = _read_as(info)
        outcome.control_totals = accounting.control_totals(staged.controls, refused)
        outcome.tables = keyed.tables
        with database.together(alias):
            self._record(one, outcome, load, keyed.tables)
            if not outcome.accepted:
                ledger.fail_load(alias, load.load_id, [note.as_dict() for note in outcome.notes])
            elif info.get("mapping"):
                ledger.remember_mapping(alias, str(info["shape"]), load.source_system, info["mapping"])  # type: ignore[arg-type]
        if outcome.rejects:
            sealing.seal(alias, load.load_id, "rejects", _rejects_as_bytes(one, outcome.rejects))
        if not outcome.accepted:
            outcome.load_id = None
            return None
        raw.seal(folder, keyed)
        return load, folder

    def _record(self, one: Parsed, outcome: Outcome, load: Load, tables: Mapping[str, int]) -> None:
        """The load and its counts in the ledger."""
        alias = self.links.alias
        ledger.start_load(
            alias,
            load.load_id,
            file_name=self.name,
            sha256=self.digest,
            size=self.size,
            connector=load.connector,
            mapping_hash=load.mapping_hash,
            table_name=one.name,
        )
        ledger.record_counts(
            alias,
            load.load_id,
            rows_in=outcome.rows_in,
            accepted=outcome.accepted,
            rejected=outcome.rejected,
            control_totals=plain(outcome.control_totals or {}),
            tables=tables,
            notes=[note.as_dict() for note in outcome.notes],
        )


def _read_as(info: Mapping[str, Any]) -> tuple[dict[str, str] | None, tuple[str, ...]]:
    """Heading → target of a table read by a mapping (None: a connector read it), and the headings not loaded."""
    mapping = info.get("mapping")
    columns = {heading: target for heading, target in mapping["columns"].items() if target} if mapping else None
    return columns, tuple(info.get("unmapped", ()))


def _as_before(file: str, one: Any) -> Outcome:
    """What the ledger says came of a table that is loaded."""
    return Outcome(
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


def _rejects_as_bytes(one: Parsed, rejects: Sequence[Reject]) -> bytes:
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

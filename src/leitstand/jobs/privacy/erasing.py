"""Erases a person: out of the vault, the raw store, the analytic store, uploads, tasks, notes, cache and logs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leitstand.control import database, sealing
from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.control.privacy import services as privacy
from leitstand.control.privacy import sweeping
from leitstand.control.task import about
from leitstand.control.task import services as tasks
from leitstand.foundation.errors import LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.schema import table, tables
from leitstand.jobs.importing import WAIT, mend, recorded
from leitstand.jobs.links import Links
from leitstand.jobs.privacy.people import PERSONS, Keys, Person, belongings, person
from leitstand.jobs.privacy.words import HELD
from leitstand.store.contract import OWN
from leitstand.store.ingest import erasing
from leitstand.store.ingest.writer import opened

INCOMING, CACHE, TOMBSTONES = "incoming", "cache", "erased.json"
"""Folders that hold nothing of lasting worth, and the file beside the backups that says who was erased since."""
SHORTEST = 6
"""A shorter word of a person would be found where they are not meant."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an erasure would do. gone, kept: canonical table → rows that go, rows that stay without the person.
    loads: whose uploaded files are made unreadable."""

    keys: Mapping[str, frozenset[int]]
    gone: Mapping[str, int]
    kept: Mapping[str, int]
    values: int
    texts: int
    tasks: int
    loads: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "gone": dict(self.gone), "kept": dict(self.kept), "values": self.values, "texts": self.texts,
            "tasks": self.tasks, "files": len(self.loads),
        }  # fmt: skip


def plan(home: Home, given: Mapping[str, Iterable[int]]) -> Plan:
    """What erasing the person behind these keys would do; changes nothing."""
    alias, who = Links.of(home).alias, person(home, given)
    rows = belongings(home, who.keys)
    return Plan(
        who.keys,
        {name: len(found) for name, found in sorted(rows.items()) if name not in HELD},
        {name: len(found) for name, found in sorted(rows.items()) if name in HELD},
        sum(identity.count_values(alias, entity, keys) for entity, keys in who.keys.items()),
        sum(identity.count_values(alias, _entity(name), found) for name, found in rows.items() if name not in PERSONS
            and _entity(name) not in PERSONS),
        about.count(alias, who.keys.get("customer", ())),
        tuple(_files(home, who, rows)),
    )  # fmt: skip


@full_disk_told()
def erase(home: Home, request_id: str, by: str = "") -> dict[str, Any]:
    """Does what the confirmed request asks, and answers the certificate: what went, what stayed and why.

    Done again after an interruption it goes on where it was. Raises UnknownId, UnusableInput, HomeBusy.
    """
    links = Links.of(home)
    request = privacy.request(links.alias, request_id)
    if request.state == "done":
        return dict(request.result or {})
    certificate = erase_keys(home, request.keys)
    privacy.finish(links.alias, request_id, certificate, by)
    note_tombstones(home)
    return certificate


def erase_keys(home: Home, given: Mapping[str, Iterable[int]]) -> dict[str, Any]:
    """Erases the person behind these keys; the certificate. Keys that are erased already cost nothing."""
    links = Links.of(home)
    alias = links.alias
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        who = person(home, given)
        rows = belongings(home, who.keys)
        words = words_of(who)
        files = _files(home, who, rows)
        changed = erasing.cut(home, _cuts(who, rows))
        store.rebuild(links.zone, links.currency, recorded(links))
        texts = {_entity(name): found for name, found in rows.items() if _entity(name) not in PERSONS}
        counts = {"values": 0, "texts": 0}
        with database.together(alias):
            for entity, keys in who.keys.items():
                counts["values"] += identity.count_values(alias, entity, keys)
                identity.erase(alias, entity, *keys)
            for entity, found in texts.items():
                counts["texts"] += identity.forget_texts(alias, entity, found)
            counts["tasks"] = tasks.forget(alias, who.keys.get("customer", ()))
            counts["notes"] = sweeping.sweep(alias, words)
            ledger.set_setting(alias, "matched", None)
        sealing.shred(alias, *files)
        mend(links, store)
    counts["uploads"] = _emptied(home.path / INCOMING)
    counts["logs"] = _logs(home, words)
    shutil.rmtree(home.path / CACHE, ignore_errors=True)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "records": {entity: len(keys) for entity, keys in who.keys.items()},
        "rows": changed,
        "gone": {name: len(found) for name, found in sorted(rows.items()) if name not in HELD},
        "kept": {name: len(found) for name, found in sorted(rows.items()) if name in HELD},
        "files": len(files),
        **counts,
    }


def words_of(who: Person) -> list[str]:
    """Words that tell this person and nobody else, longest first: to look for in notes and files."""
    found = [value for name in ("email", "phone", "street", "vat_id") for value in who.fields.get(name, ())]
    found += [value for value in who.fields.get("name", ()) if " " in value.strip()]
    found += [one.source_id for one in who.records if not one.source_id.isdigit()]
    return sorted({one.strip() for one in found if len(one.strip()) >= SHORTEST}, key=lambda one: (-len(one), one))


def note_tombstones(home: Home) -> Path:
    """Writes who was erased (random keys, no names) beside the backups: an older one brings them back, and whoever
    restores it erases them again."""
    folder = home.folder("backups")
    part, target = folder / f"{TOMBSTONES}.part", folder / TOMBSTONES
    part.write_text(json.dumps(privacy.erased_keys(Links.of(home).alias)))
    part.chmod(0o600)
    part.replace(target)
    return target


def known(alias: str, entity: str, keys: Iterable[int]) -> bool:
    """Whether anything about these keys is (still) there."""
    return bool(identity.count_values(alias, entity, keys) or decisions.origins_of(alias, entity, keys))


def _entity(name: str) -> str:
    """Under which the vault keeps the texts of a table."""
    return name.removesuffix("_vault")


def _cuts(who: Person, rows: Keys) -> dict[str, erasing.Cut]:
    """Rows of the person go, except those for the books; every reference to the person goes."""
    found: dict[str, erasing.Cut] = {}
    for name, one in tables().items():
        columns = {
            column: who.keys[target]
            for column, target in one.references().items()
            if target in who.keys and not (name in PERSONS and column == one.key[0])
        }
        own = frozenset(rows.get(name, ())) if name not in HELD else frozenset()
        if name == "link":
            everybody = frozenset().union(*who.keys.values())
            found[name] = erasing.Cut(gone={"from_key": everybody, "to_key": everybody})
            continue
        # a reference that is part of the key, or of a row that is nothing without it, goes with its row
        going = {} if name in HELD else {
            column: keys for column, keys in columns.items()
            if column in one.key or (name not in PERSONS and _owns(column, name))
        }  # fmt: skip
        emptied = {column: keys for column, keys in columns.items() if column not in going}
        if own or going or emptied:
            found[name] = erasing.Cut(own, going, emptied)
    return found


def _owns(column: str, name: str) -> bool:
    """Whether a row belongs to the one it refers to; an employee who handled something does not own it."""
    return table(name).references()[column] != "employee" or column == "employee_id"


def _files(home: Home, who: Person, rows: Keys) -> list[str]:
    """Loads whose uploaded file or rejected rows hold the person: those that named them, those whose rows are theirs,
    and those whose rejected rows name them."""
    alias = Links.of(home).alias
    brought = set(identity.loads_of(alias, who.keys)) | set(erasing.loads_with(home, _cuts(who, rows)))
    owned = {one.id for one in ledger.loads(alias) if one.connector != OWN}
    words = words_of(who)
    by_file: dict[str, set[str]] = {}
    for one in ledger.loads(alias):
        by_file.setdefault(one.sha256, set()).add(one.id)
        if one.id in owned and one.id not in brought and _holds(alias, one.id, words):
            brought.add(one.id)
    # the parts of one file share the upload
    return sorted(owned & {other for ids in by_file.values() if ids & brought for other in ids})


def _holds(alias: str, load_id: str, words: Collection[str]) -> bool:
    """Whether the sealed files of a load name the person in plain text."""
    for kind in sealing.FOLDERS:
        try:
            content = sealing.unseal(alias, load_id, kind)
        except LeitstandError:
            continue
        forms = (form for word in words for form in (word.encode(), word.encode("cp1252", "ignore"),
                                                    word.encode("utf-16-le")))  # fmt: skip
        if any(form in content for form in forms):
            return True
    return False


def _emptied(folder: Path) -> int:
    """Uploads that wait to be loaded may name anybody: they are uploaded again."""
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    for path in files:
        path.unlink(missing_ok=True)
    return len(files)


def _logs(home: Home, words: Collection[str]) -> int:
    """Takes the words out of log files; how many files had one."""
    number = 0
    for path in home.path.rglob("*.log*"):
        if not path.is_file():
            continue
        before = path.read_bytes()
        after = before
        for word in words:
            after = after.replace(word.encode(), sweeping.GONE.encode())
        if after != before:
            number += 1
            part = path.with_name(f".{path.name}.part")
            part.write_bytes(after)
            part.chmod(0o600)
            part.replace(path)
    return number

"""Makes a backup of a home, puts one back into an empty folder, and tries out whether that would work."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from leitstand.control import database, secret
from leitstand.foundation.errors import LeitstandError, UnusableInput, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.importing import WAIT
from leitstand.jobs.links import Links
from leitstand.jobs.privacy import erasing
from leitstand.jobs.safekeeping.stream import HEAD, Opening, Sealing
from leitstand.store.database import engine, lock
from leitstand.store.ingest.writer import checksums

FOLDER, MANIFEST = "backups", "manifest.json"
FOLDERS = ("raw", "originals", "rejects", "rules")
NAME = re.compile(
    r"(?:raw|originals|rejects|rules)(?:/[\w.-]+){1,3}|store/version\.duckdb|control\.sqlite3|secret\.key", re.ASCII
)
"""What a backup may hold; any other name is not taken from it."""
Told = Callable[[Text], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup. size in bytes. tables: checksum per table of the analytic store."""

    path: Path
    size: int
    files: int
    made_at: str
    encrypted: bool

    def as_dict(self) -> dict[str, Any]:
        return {"path": str(self.path), "size": self.size, "files": self.files, "made_at": self.made_at,
                "encrypted": self.encrypted}  # fmt: skip


@full_disk_told()
def make(home: Home, folder: Path | None = None, passphrase: str = "", told: Told | None = None) -> Made:
    """Writes one file: control database, key, raw store, sealed files, the published version and a manifest.

    Imports wait meanwhile. folder: default `backups` in the home, from where it should be taken elsewhere. Raises
    HomeBusy, UnusableInput.
    """
    if not (home.path / database.FILE).exists():
        raise UnusableInput(
            Text(de=f"In {home.path} sind keine Daten.", en=f"There are no data in {home.path}."),
            Text(de="Nennen Sie mit --home den Datenordner.", en="Name the data folder with --home."),
        )
    Links.of(home)  # opened, it is sound and up to date
    folder = folder or home.folder(FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    at = datetime.now(UTC).replace(microsecond=0)
    target = folder / f"leitstand-{at:%Y%m%d-%H%M%S}.{'backup' if passphrase else 'tar'}"
    part = target.with_name(f".{target.name}.part")
    try:
        with lock.writing(home, WAIT), _written(part, passphrase) as out:
            if told:
                told(Text(de="Dateien werden gesichert", en="Saving the files"))
            files = _pack(home, out, at)
            os.fsync(out.fileno())
        part.rename(target)
        engine.sync(folder)
    finally:
        part.unlink(missing_ok=True)
    erasing.note_tombstones(home)
    return Made(target, target.stat().st_size, files, at.isoformat(), bool(passphrase))


@contextmanager
def _written(path: Path, passphrase: str) -> Iterator[Any]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        sealed = Sealing(raw, passphrase) if passphrase else None
        yield _Out(raw, sealed)
        if sealed:
            sealed.close()
        raw.flush()
        os.fsync(raw.fileno())


class _Out:
    """Where the archive is written to: the file, or by way of the cipher."""

    def __init__(self, raw: IO[bytes], sealed: Sealing | None) -> None:
        self.write = sealed.write if sealed else raw.write
        self.fileno = raw.fileno


def _pack(home: Home, out: Any, at: datetime) -> int:
    """Control database first, then what only grows, then the newest version; the manifest with every hash last."""
    hashes: dict[str, str] = {}
    with tarfile.open(fileobj=out, mode="w|") as archive, tempfile.TemporaryDirectory(dir=home.path) as aside:
        copy = Path(aside) / database.FILE
        _copy_database(home.path / database.FILE, copy)
        for name, path in (
            (database.FILE, copy),
            (secret.FILE, home.path / secret.FILE),
            *_files(home),
            *_version(home),
        ):
            hashes[name] = _add(archive, name, path)
        manifest = json.dumps({
            "leitstand": version("leitstand"), "made_at": at.isoformat(), "files": hashes, "tables": _tables(home),
        }).encode()  # fmt: skip
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        archive.addfile(info, io.BytesIO(manifest))
    return len(hashes)


def _copy_database(source: Path, target: Path) -> None:
    """A consistent copy, while others may write."""
    target.touch(0o600)
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _files(home: Home) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((home.path / folder).rglob("*")):
            name = str(path.relative_to(home.path))
            if path.is_file() and not path.is_symlink() and "/." not in f"/{name}" and not name.endswith(".part"):
                yield name, path


def _version(home: Home) -> Iterator[tuple[str, Path]]:
    path = engine.published(home)
    if path is not None:
        yield "store/version.duckdb", path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    """Adds a file and answers its hash."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(file.fileno()).st_size, 0o600
        archive.addfile(info, file)
    return digest


def _tables(home: Home) -> dict[str, str]:
    if engine.published(home) is None:
        return {}
    backend = engine.read(home)
    return checksums(backend.con)


@full_disk_told()
def restore(home: Home, path: Path, passphrase: str = "", erased: Path | None = None) -> dict[str, Any]:
    """Puts a backup into a home that is empty, and erases again whom was erased since; answers what was done.

    erased: the list of who was erased (`erased.json`); default the one beside the backup. Everything is checked before
    anything is put in place. Raises UnusableInput for a home that is not empty, LeitstandError for a damaged backup.
    """
    _check_empty(home)
    home.path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.path.parent, prefix=".restoring-") as aside:
        fresh = Path(aside) / "home"
        manifest = unpack(path, fresh, passphrase)
        compared = compare(Home(fresh), manifest)
        database.close(fresh)
        if home.path.exists():
            for left in home.path.iterdir():  # a lock file of somebody who only looked
                left.unlink()
            home.path.rmdir()
        fresh.rename(home.path)
    again = _erase_again(home, erased or path.parent / erasing.TOMBSTONES)
    return {"made_at": manifest["made_at"], "files": len(manifest["files"]), "tables": compared, "erased_again": again}


def drill(home: Home, path: Path, passphrase: str = "") -> dict[str, Any]:
    """Restores into a folder that is removed afterwards, and says how long it took. Raises LeitstandError."""
    began = datetime.now(UTC)
    with tempfile.TemporaryDirectory(dir=home.folder(FOLDER), prefix=".drill-") as aside:
        fresh = Path(aside) / "home"
        manifest = unpack(path, fresh, passphrase)
        tables = compare(Home(fresh), manifest)
        database.close(fresh)
    seconds = round((datetime.now(UTC) - began).total_seconds(), 1)
    return {"at": began.isoformat(timespec="seconds"), "backup": path.name, "made_at": manifest["made_at"],
            "files": len(manifest["files"]), "tables": tables, "seconds": seconds}  # fmt: skip


def unpack(path: Path, target: Path, passphrase: str = "") -> dict[str, Any]:
    """Unpacks into a new folder and holds every file against the manifest, which is the answer."""
    target.mkdir(mode=0o700)
    hashes: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    try:
        with path.open("rb") as source, tarfile.open(fileobj=_opened(source, passphrase), mode="r|") as archive:
            for member in archive:
                content = archive.extractfile(member)
                if (
                    content is None
                    or not (member.name == MANIFEST or NAME.fullmatch(member.name))
                    or ".." in member.name
                ):
                    raise _damaged(path, member.name)
                if member.name == MANIFEST:
                    manifest = json.loads(content.read())
                else:
                    hashes[member.name] = _put(content, target / member.name)
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise _damaged(path, str(error)) from error
    if not manifest or hashes != manifest["files"]:
        wrong = sorted(set(hashes.items()) ^ set(manifest.get("files", {}).items()))
        raise _damaged(path, wrong[0][0] if wrong else MANIFEST)
    _put_version(Home(target))
    return manifest


def _opened(source: IO[bytes], passphrase: str) -> Any:
    head = source.read(len(HEAD))
    source.seek(0)
    if head != HEAD:
        return source
    if not passphrase:
        raise LeitstandError(
            Text(de="Diese Sicherung ist verschlüsselt.", en="This backup is encrypted."),
            Text(de="Nennen Sie mit --passphrase-file die Datei mit dem Kennwort.",
                 en="Name the file with the passphrase with --passphrase-file."),
        )  # fmt: skip
    return Opening(source, passphrase)


def _put(content: IO[bytes], target: Path) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _put_version(home: Home) -> None:
    """The saved version becomes the writer's file, and is published."""
    saved = home.path / "store/version.duckdb"
    if saved.exists():
        saved.rename(engine.writer_path(home))
        engine.publish(home)


def compare(home: Home, manifest: dict[str, Any]) -> int:
    """How many tables are equal to the manifest's, value by value, in the home just unpacked. Raises LeitstandError."""
    found = _tables(home)
    differing = [name for name, told in manifest["tables"].items() if found.get(name) != told]
    if differing:
        raise LeitstandError(
            Text(de=f"Die Tabellen {', '.join(differing)} sind nicht, wie sie gesichert wurden.",
                 en=f"The tables {', '.join(differing)} are not as they were saved."),
            Text(de="Nehmen Sie eine ältere Sicherung.", en="Take an older backup."),
        )  # fmt: skip
    Links.of(home)
    return len(found)


def _erase_again(home: Home, list_of: Path) -> int:
    """Erases whoever was erased after the backup was made; how many people."""
    told: list[dict[str, list[int]]] = json.loads(list_of.read_text()) if list_of.exists() else []
    alias = Links.of(home).alias
    found = 0
    for keys in told:
        if any(erasing.known(alias, entity, ones) for entity, ones in keys.items()):
            erasing.erase_keys(home, keys)
            found += 1
    return found


def _check_empty(home: Home) -> None:
    left = [one.name for one in home.path.iterdir()] if home.path.exists() else []
    if set(left) - {"control.lock", "store.lock"}:
        raise UnusableInput(
            Text(de=f"{home.path} ist nicht leer; nichts wurde geändert.",
                 en=f"{home.path} is not empty; nothing was changed."),
            Text(de="Nennen Sie mit --home einen neuen Ordner.", en="Name a new folder with --home."),
        )  # fmt: skip


def _damaged(path: Path, what: str) -> LeitstandError:
    return LeitstandError(
        Text(
            de=f"Die Sicherung {path.name} ist beschädigt ({what}).", en=f"The backup {path.name} is damaged ({what})."
        ),
        Text(de="Nehmen Sie eine ältere Sicherung.", en="Take an older backup."),
    )


def backups(home: Home) -> list[Made]:
    """The backups in the home's own folder, newest first."""
    found = []
    for path in (home.path / FOLDER).glob("leitstand-*.*"):
        try:
            at = datetime.strptime(path.stem, "leitstand-%Y%m%d-%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Made(path, path.stat().st_size, 0, at.isoformat(), path.suffix == ".backup"))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def forget_old(home: Home, days: int) -> int:
    """Removes backups older than so many days, but never the newest; how many."""
    old = [one for one in backups(home)[1:]
           if (datetime.now(UTC) - datetime.fromisoformat(one.made_at)).days >= days]  # fmt: skip
    for one in old:
        one.path.unlink(missing_ok=True)
    return len(old)

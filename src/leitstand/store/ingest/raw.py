"""The raw store: what was accepted of every load, pseudonymised, as Parquet with a manifest; rebuilds read it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Iterable, Set
from datetime import datetime
from pathlib import Path

from leitstand.foundation.errors import StoreDamaged
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.store.contract import Keyed, Load
from leitstand.store.database.engine import sync

MANIFEST = "manifest.json"
WITHDRAWN = "withdrawn"
REPLACING, REPLACED = ".replacing-", ".replaced-"
"""Folders of a load that is being written anew; see `take_place`."""


def incoming(home: Home, load_id: str) -> Path:
    """The folder in which a load is made ready; it counts only once the engine has it."""
    folder = home.folder(f"raw/.incoming-{load_id}")
    for left in folder.iterdir():
        left.unlink()
    return folder


def seal(folder: Path, keyed: Keyed) -> None:
    """Writes the manifest (load, rows and hash of every file) and syncs everything."""
    files = {path.name: _sha256(path) for path in sorted(folder.glob("*.parquet"))}
    load = dataclasses.asdict(keyed.load) | {"loaded_at": keyed.load.loaded_at.isoformat()}
    manifest = {"load": load, "tables": dict(keyed.tables), "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    for path in [*folder.iterdir(), folder]:
        sync(path)


def settle(home: Home, loaded: Iterable[str]) -> None:
    """Brings the raw store in line with what the engine says is loaded: keeps those, removes what was interrupted."""
    known = set(loaded)
    root = home.folder("raw")
    _finish_replacing(root)
    for folder in root.glob(".incoming-*"):
        load_id = folder.name.removeprefix(".incoming-")
        if load_id in known:
            folder.rename(root / load_id)
        else:
            shutil.rmtree(folder)
    for mark in root.glob(f"[!.]*/{WITHDRAWN}"):
        if mark.parent.name in known:
            mark.unlink()  # the withdrawal was interrupted before it counted
        else:
            shutil.rmtree(mark.parent)
    sync(root)


def take_place(home: Home, load_id: str) -> None:
    """Puts the sealed folder `.replacing-<load>` in place of the load's; the old one is gone."""
    root = home.folder("raw")
    (root / load_id).rename(root / f"{REPLACED}{load_id}")
    (root / f"{REPLACING}{load_id}").rename(root / load_id)
    sync(root)
    shutil.rmtree(root / f"{REPLACED}{load_id}")


def _finish_replacing(root: Path) -> None:
    """What an interruption between two steps of `take_place` left: the new folder counts once the old one moved."""
    for folder in root.glob(f"{REPLACING}*"):
        target = root / folder.name.removeprefix(REPLACING)
        if target.exists():
            shutil.rmtree(folder)
        else:
            folder.rename(target)
    for folder in root.glob(f"{REPLACED}*"):
        shutil.rmtree(folder)


def withdraw(home: Home, load_id: str) -> None:
    """Marks a load as taken back: no rebuild reads it. `settle` removes it once the engine no longer has it."""
    mark = home.folder("raw") / load_id / WITHDRAWN
    if not mark.parent.exists():  # lost, and now given up
        return
    mark.touch()
    sync(mark.parent)


def kept(home: Home) -> set[str]:
    """Ids of the loads that a rebuild would read."""
    folders = {path.parent for path in home.folder("raw").glob(f"[!.]*/{MANIFEST}")}
    return {folder.name for folder in folders if not (folder / WITHDRAWN).exists()}


def check_kept(home: Home, expected: Set[str]) -> None:
    """Raises StoreDamaged where the raw store lacks one of these loads."""
    lost = sorted(expected - kept(home))
    if lost:
        raise StoreDamaged(
            Text(de=f"Im Rohspeicher fehlt: {', '.join(lost)}.", en=f"The raw store lacks: {', '.join(lost)}."),
            Text(
                de="Spielen Sie den Ordner raw aus der Sicherung zurück, oder nehmen Sie den Ladevorgang zurück "
                "(`leitstand loads withdraw`) und laden Sie die Datei neu.",
                en="Restore the folder raw from the backup, or withdraw the load (`leitstand loads withdraw`) and load "
                "the file again.",
            ),
        )


def loads(home: Home) -> list[tuple[Load, Path]]:
    """All loads of the raw store in the order they came. Raises StoreDamaged when a file is missing or changed."""
    found = []
    for path in home.folder("raw").glob(f"[!.]*/{MANIFEST}"):
        if (path.parent / WITHDRAWN).exists():
            continue
        try:
            manifest = json.loads(path.read_bytes())
            load = manifest["load"] | {"loaded_at": datetime.fromisoformat(manifest["load"]["loaded_at"])}
            found.append((Load(**load), path.parent))
            files = dict(manifest["files"])
        except (ValueError, TypeError, KeyError) as error:
            raise _damaged(path) from error
        for name, digest in files.items():
            file = path.parent / name
            if not file.exists() or _sha256(file) != digest:
                raise _damaged(file)
    return sorted(found, key=lambda one: one[0].position)


def _damaged(file: Path) -> StoreDamaged:
    name = f"{file.parent.name}/{file.name}"
    return StoreDamaged(
        Text(de=f"Der Rohspeicher ist beschädigt: {name}.", en=f"The raw store is damaged: {name}."),
        Text(de="Spielen Sie diese Datei aus der Sicherung zurück.", en="Restore this file from the backup."),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Files that somebody uploaded and has not loaded yet: what they are called, what was recognised, how they are read."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text, printable

INCOMING = "incoming"
LONGEST_NAME = 200
SHA = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file; it lies under its hash. name: as it was called, only ever shown. options: as `leitstand import` takes
    them. found: what `recognising` says about it, None while that goes on."""

    sha256: str
    name: str
    size: int
    by: str
    at: str
    options: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Any] | None = None

    @property
    def ready(self) -> bool:
        """Whether something of it can be loaded."""
        return self.found is not None and any(part["accepted"] for part in self.found.get("parts", ()))


def path_of(home: Home, sha256: str) -> Path:
    """Where the content lies. Raises UnknownId for what is no hash, so no name can lead elsewhere."""
    if not SHA.fullmatch(sha256):
        raise UnknownId(Text(de="Die Datei", en="file"), printable(sha256[:80]), ())
    return home.folder(INCOMING) / sha256


def keep(home: Home, sha256: str, name: str, size: int, by: str) -> Upload:
    """Remembers a file whose content was put in its place."""
    one = Upload(sha256, printable(name)[-LONGEST_NAME:] or sha256[:12], size, by,
                 datetime.now(UTC).isoformat(timespec="seconds"))  # fmt: skip
    return _write(home, one)


def change(home: Home, sha256: str, options: Mapping[str, Any] | None = None,
           found: Mapping[str, Any] | None = None) -> Upload:  # fmt: skip
    """Read another way from now on, or recognised. Raises UnknownId."""
    one = upload(home, sha256)
    return _write(home, Upload(one.sha256, one.name, one.size, one.by, one.at,
                               one.options if options is None else dict(options), found))  # fmt: skip


def upload(home: Home, sha256: str) -> Upload:
    """Raises UnknownId."""
    path = path_of(home, sha256)
    try:
        told = json.loads(_note(path).read_text("utf-8"))
        if path.exists():
            return Upload(**told)
    except (OSError, ValueError, TypeError):
        pass
    raise UnknownId(Text(de="Die Datei", en="file"), sha256[:12], ())


def uploads(home: Home) -> list[Upload]:
    """All that wait, in the order they came."""
    found = []
    for note in (home.path / INCOMING).glob("*.json"):
        try:
            found.append(upload(home, note.stem))
        except UnknownId:
            if SHA.fullmatch(note.stem):
                note.unlink(missing_ok=True)  # the content was loaded, and left
    return sorted(found, key=lambda one: (one.at, one.name))


def discard(home: Home, sha256: str) -> None:
    """The file is gone; nothing happens where it is already."""
    path = path_of(home, sha256)
    path.unlink(missing_ok=True)
    _note(path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _write(home: Home, one: Upload) -> Upload:
    target = _note(path_of(home, one.sha256))
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(asdict(one), out, ensure_ascii=False)
    part.replace(target)
    return one

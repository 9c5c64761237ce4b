"""Tells a file by its bytes, whatever it is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text


def fingerprint(path: Path) -> tuple[str, int]:
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

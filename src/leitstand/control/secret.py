"""The one secret of a home, from which every key of the control database is drawn."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path
from typing import Literal

from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text

Purpose = Literal["pseudonym", "tombstone", "wrapping", "web"]

FILE = "secret.key"
BYTES = 32


def create(home: Path) -> None:
    """Makes the secret of a new home, readable by its owner only; an existing one stays as it is."""
    part = home / f"{FILE}.{secrets.token_hex(8)}"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, home / FILE)  # as exclusive as O_EXCL, and never half written after a crash
    except FileExistsError:
        pass
    finally:
        part.unlink()


def key(home: Path, purpose: Purpose) -> bytes:
    """The 32-byte key of this home for one purpose; one key tells nothing about another.

    Raises LeitstandError when the secret is missing, weak or readable by others.
    """
    return hmac.digest(_master(home), f"leitstand {purpose}".encode(), "sha256")


def _master(home: Path) -> bytes:
    path = home / FILE
    try:
        mode = path.stat().st_mode
        master = bytes.fromhex(path.read_text("ascii"))
    except FileNotFoundError:
        raise LeitstandError(
            Text(de=f"Der Schlüssel {path} fehlt.", en=f"The key {path} is missing."),
            Text(
                de="Spielen Sie ihn aus der Sicherung zurück; ein neuer Schlüssel kann die Daten nicht lesen.",
                en="Restore it from your backup; a new key cannot read the data.",
            ),
        ) from None
    except OSError as error:
        raise UnusableInput(
            Text(de=f"Der Schlüssel {path} ist nicht lesbar.", en=f"The key {path} cannot be read."),
            Text(de=f"Das System meldet: {error.strerror}.", en=f"The system says: {error.strerror}."),
        ) from None
    except ValueError:
        master = b""
    if os.name == "posix" and mode & 0o077:
        raise LeitstandError(
            Text(de=f"Andere können den Schlüssel {path} lesen.", en=f"Others can read the key {path}."),
            Text(de=f"Führen Sie „chmod 600 {path}“ aus.", en=f"Run 'chmod 600 {path}'."),
        )
    if len(master) != BYTES or len(set(master)) < BYTES // 3:  # 32 random bytes hold 30 different ones on average
        raise LeitstandError(
            Text(de=f"Der Schlüssel {path} ist beschädigt oder zu schwach.", en=f"The key {path} is damaged or weak."),
            Text(
                de="Spielen Sie ihn aus der Sicherung zurück; er besteht aus 64 zufälligen Hexadezimalziffern.",
                en="Restore it from your backup; it is made of 64 random hexadecimal digits.",
            ),
        )
    return master

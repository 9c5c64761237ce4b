"""Encrypts a stream with a passphrase, piece by piece, and reads it again; nothing stands on disk in plain text."""

from __future__ import annotations

import hashlib
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text

HEAD = b"LEITSTAND BACKUP 1\n"
SALT, NONCE, TAG, CHUNK = 16, 12, 16, 1 << 20
SHORTEST = 12
"""Letters of a passphrase."""


class Sealing:
    """A file to write: what goes in comes out encrypted. `close` writes the end, without which nothing can be read."""

    def __init__(self, out: IO[bytes], passphrase: str) -> None:
        if len(passphrase) < SHORTEST:
            raise LeitstandError(
                Text(de=f"Das Kennwort ist kürzer als {SHORTEST} Zeichen.",
                     en=f"The passphrase is shorter than {SHORTEST} letters."),
                Text(de="Nehmen Sie einen ganzen Satz.", en="Take a whole sentence."),
            )  # fmt: skip
        salt = secrets.token_bytes(SALT)
        self._out, self._cipher, self._held, self._number = out, AESGCM(_key(passphrase, salt)), bytearray(), 0
        out.write(HEAD + salt)

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > CHUNK:  # one byte must be left: the last piece is marked as such
            self._piece(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._piece(bytes(self._held), last=True)

    def _piece(self, data: bytes, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), data, None))
        self._number += 1


class Opening:
    """A file to read: gives back what went into `Sealing`. Raises LeitstandError for a wrong passphrase or damage."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        head = source.read(len(HEAD) + SALT)
        if head[: len(HEAD)] != HEAD:
            raise _wrong()
        self._cipher, self._number = AESGCM(_key(passphrase, head[len(HEAD) :])), 0
        self._source, self._held, self._next = source, b"", source.read(CHUNK + TAG)

    def read(self, size: int = -1) -> bytes:
        parts, wanted = [], size
        while wanted != 0:
            if not self._held:
                if not self._next:
                    break
                piece, self._next = self._next, self._source.read(CHUNK + TAG)
                try:
                    self._held = self._cipher.decrypt(_nonce(self._number, not self._next), piece, None)
                except InvalidTag:
                    raise _wrong() from None
                self._number += 1
                continue
            take = len(self._held) if wanted < 0 else min(wanted, len(self._held))
            parts.append(self._held[:take])
            self._held = self._held[take:]
            wanted -= take if wanted > 0 else 0
        return b"".join(parts)


def _key(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=64 * 2**20, dklen=32)


def _nonce(number: int, last: bool) -> bytes:
    """Counts the pieces and marks the last, so that none can be swapped, dropped or added."""
    return number.to_bytes(NONCE - 1) + bytes([last])


def _wrong() -> LeitstandError:
    return LeitstandError(
        Text(de="Das Kennwort passt nicht zu dieser Sicherung, oder sie ist beschädigt.",
             en="The passphrase does not fit this backup, or it is damaged."),
        Text(de="Prüfen Sie das Kennwort; sonst nehmen Sie eine ältere Sicherung.",
             en="Check the passphrase; otherwise take an older backup."),
    )  # fmt: skip

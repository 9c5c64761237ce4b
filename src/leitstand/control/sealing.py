"""Keeps uploaded files encrypted, each with a key of its own, so that deleting the key deletes the file."""

from __future__ import annotations

import io
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Literal, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from leitstand.control import database, secret
from leitstand.control.ledger.models import SealedFile
from leitstand.foundation.errors import LeitstandError, StoreDamaged
from leitstand.foundation.text import Text

Kind = Literal["original", "rejects"]

FOLDERS: dict[Kind, str] = {"original": "originals", "rejects": "rejects"}
CHUNK = 1 << 20
HEAD = b"LEITSTAND SEALED 1\n"
ID_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16


def seal(alias: str, load_id: str, kind: Kind, data: bytes | Path) -> Path:
    """Encrypts bytes or a whole file into the home and answers where it lies; replaces what was sealed before.

    The new key is stored before the new file appears and the old key goes after it, so a crash leaves one of the two
    readable.
    """
    target = _place(alias, load_id, kind)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    seal_id, key, nonce = secrets.token_bytes(ID_BYTES), AESGCM.generate_key(256), secrets.token_bytes(NONCE_BYTES)
    wrapped = nonce + _wrapping(alias).encrypt(nonce, key, _bound_to(load_id, kind))
    stored = SealedFile.objects.using(alias)
    stored.create(id=seal_id.hex(), load_id=load_id, kind=kind, wrapped_key=wrapped)
    with _replacing(target) as out, _reading(data) as source:
        out.write(HEAD + seal_id)
        cipher = AESGCM(key)
        for number, chunk in _numbered(source, CHUNK):
            out.write(cipher.encrypt(number, chunk, None))
    stored.filter(load_id=load_id, kind=kind).exclude(id=seal_id.hex()).delete()
    return target


def unseal(alias: str, load_id: str, kind: Kind) -> bytes:
    """The content of a sealed file. Raises LeitstandError when it is not kept, StoreDamaged when it was altered."""
    return b"".join(_opened(alias, load_id, kind))


def unseal_to(alias: str, load_id: str, kind: Kind, target: Path) -> None:
    """Decrypts into a file that only the owner may read; it appears whole or not at all. Raises as `unseal`."""
    with _replacing(target) as out:
        for chunk in _opened(alias, load_id, kind):
            out.write(chunk)


def check(alias: str) -> None:
    """Reads every sealed file. Raises StoreDamaged for the first that was altered or is missing."""
    for load_id, found in SealedFile.objects.using(alias).order_by("load_id", "kind").values_list("load_id", "kind"):
        kind = cast(Kind, found)
        path = _place(alias, load_id, kind)
        if not path.exists():
            raise StoreDamaged(
                Text(de=f"Die Datei {path} fehlt.", en=f"The file {path} is missing."),
                Text(de="Spielen Sie sie aus der Sicherung zurück.", en="Restore it from your backup."),
            )
        for _ in _opened(alias, load_id, kind):
            pass


def shred(alias: str, *load_ids: str) -> None:
    """Makes originals and rejects of these loads unreadable for ever, in old copies of the sealed files too.

    Name many loads at once: every call writes the database anew.
    """
    places = [_place(alias, load_id, kind) for load_id in load_ids for kind in FOLDERS]
    for load_id in load_ids:
        SealedFile.objects.using(alias).filter(load_id=load_id).delete()
    database.scrub(alias)
    for place in places:
        place.unlink(missing_ok=True)


def forget_old(alias: str, kind: Kind, days: int) -> int:
    """Makes sealed files of one kind unreadable that are older than so many days; how many. The caller scrubs."""
    limit = timezone.now() - timedelta(days=days)
    old = SealedFile.objects.using(alias).filter(kind=kind, sealed_at__lt=limit)
    load_ids = list(old.values_list("load_id", flat=True))
    old.delete()
    for load_id in load_ids:
        _place(alias, load_id, kind).unlink(missing_ok=True)
    return len(load_ids)


def seal_text(alias: str, place: str, text: str) -> str:
    """A short secret (a password) as it may lie in the database. place: what it belongs to; it opens only there."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return (nonce + _wrapping(alias).encrypt(nonce, text.encode(), f"text/{place}".encode())).hex()


def unseal_text(alias: str, place: str, sealed: str) -> str:
    """Raises StoreDamaged where it was altered or belongs to another place or home."""
    try:
        raw = bytes.fromhex(sealed)
        return _wrapping(alias).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], f"text/{place}".encode()).decode()
    except (InvalidTag, ValueError):
        raise StoreDamaged(
            Text(de="Ein hinterlegtes Kennwort ist nicht mehr lesbar.", en="A stored password can no longer be read."),
            Text(de="Hinterlegen Sie es neu.", en="Store it anew."),
        ) from None


def _opened(alias: str, load_id: str, kind: Kind) -> Iterator[bytes]:
    path = _place(alias, load_id, kind)
    try:
        with path.open("rb") as file:
            if file.read(len(HEAD)) != HEAD:
                raise InvalidTag
            cipher = AESGCM(_key(alias, load_id, kind, file.read(ID_BYTES)))
            for number, chunk in _numbered(file, CHUNK + TAG_BYTES):
                yield cipher.decrypt(number, chunk, None)
    except FileNotFoundError:
        raise _not_kept(load_id) from None
    except (InvalidTag, ValueError):
        raise StoreDamaged(
            Text(de=f"Die Datei {path} wurde verändert.", en=f"The file {path} was altered."),
            Text(de="Spielen Sie sie aus der Sicherung zurück.", en="Restore it from your backup."),
        ) from None


def _key(alias: str, load_id: str, kind: Kind, seal_id: bytes) -> bytes:
    wrapped_keys = SealedFile.objects.using(alias).filter(load_id=load_id, kind=kind)
    if not wrapped_keys.exists():
        raise _not_kept(load_id)
    row = wrapped_keys.filter(id=seal_id.hex()).first()
    if row is None:
        raise InvalidTag
    nonce, wrapped = row.wrapped_key[:NONCE_BYTES], row.wrapped_key[NONCE_BYTES:]
    return _wrapping(alias).decrypt(nonce, wrapped, _bound_to(load_id, kind))


def _not_kept(load_id: str) -> LeitstandError:
    return LeitstandError(
        Text(
            de=f"Die Datei zum Ladevorgang {load_id} wird nicht mehr aufbewahrt.",
            en=f"The file of load {load_id} is no longer kept.",
        ),
        Text(de="Laden Sie die ursprüngliche Datei erneut.", en="Load the original file again."),
    )


def _wrapping(alias: str) -> AESGCM:
    return AESGCM(secret.key(database.home_of(alias), "wrapping"))


def _bound_to(load_id: str, kind: Kind) -> bytes:
    """A key copied to another load or kind does not open anything."""
    return f"{load_id}/{kind}".encode()


def _place(alias: str, load_id: str, kind: Kind) -> Path:
    if not re.fullmatch(r"[\w-]{1,64}", load_id, re.ASCII):
        raise ValueError(f"a load id is letters, digits, - and _, not {load_id!r}")
    return database.home_of(alias) / FOLDERS[kind] / f"{load_id}.sealed"


def _numbered(source: IO[bytes], size: int) -> Iterator[tuple[bytes, bytes]]:
    """Nonce and chunk; the nonce counts the chunks and marks the last, so none can be swapped, dropped or added.

    Counting from zero is safe because no key is used for a second file.
    """
    number, chunk = 0, source.read(size)
    while True:
        following = source.read(size)
        yield number.to_bytes(NONCE_BYTES - 1) + bytes([not following]), chunk
        if not following:
            return
        number, chunk = number + 1, following


def _reading(data: bytes | Path) -> IO[bytes]:
    return io.BytesIO(data) if isinstance(data, bytes) else data.open("rb")


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `target` once it is complete and on the disk."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

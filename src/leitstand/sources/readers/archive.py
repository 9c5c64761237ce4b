"""Unpacks ZIP, GZ and BZ2 while reading, and counts the real bytes so that a packed bomb does no harm."""

from __future__ import annotations

import bz2
import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import FileIO
from pathlib import PurePosixPath
from typing import BinaryIO, Literal, cast

from leitstand.foundation.text import Text
from leitstand.sources.readers.formats import damaged, unusable
from leitstand.sources.readers.limits import Limits, size, too_large
from leitstand.sources.readers.origin import Origin

_CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What Python's unpackers raise on damaged or unusual archives."""


@contextmanager
def members(origin: Origin, limits: Limits) -> Iterator[tuple[list[Origin], list[str]]]:
    """The files in a ZIP, and all names it holds; every byte has been unpacked and counted once.

    A name is only shown, never used as a path. The files can be read as long as the context is open.
    Raises UnusableInput for a damaged, encrypted or over-large archive.
    """
    with ExitStack() as opened:
        try:
            archive = opened.enter_context(zipfile.ZipFile(opened.enter_context(origin.open())))
            _check(origin, archive, limits)
        except BROKEN as error:
            raise damaged(origin.name, _broken_archive()) from error
        infos = archive.infolist()
        files = [
            Origin(f"{origin.name}: {_shown(info.filename)}", _opener(archive, info), packed=True)
            for info in infos
            if not info.is_dir() and not _is_litter(info.filename)
        ]
        yield files, [info.filename for info in infos]


def _check(origin: Origin, archive: zipfile.ZipFile, limits: Limits) -> None:
    infos = archive.infolist()
    if len(infos) > limits.entries:
        most = limits.entries
        raise too_large(origin.name, Text(de=f"mehr als {most} Einträge", en=f"more than {most} entries"))
    if any(info.flag_bits & 1 for info in infos):
        seen = Text(de="ein Archiv mit Kennwort", en="a password-protected archive")
        step = Text(de="Bitte packen Sie es ohne Kennwort.", en="Please pack it without a password.")
        raise unusable(origin.name, seen, step)
    packed = _length(origin)
    total = 0
    for info in infos:
        with archive.open(info) as member:
            total = _count(origin.name, cast(BinaryIO, member), total, packed, limits)


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, archive.open(info))


def unpacked(origin: Origin, limits: Limits, packing: Literal["gzip", "bzip2"] = "gzip") -> Origin:
    """The file in a GZ or BZ2, counted once. Raises UnusableInput for a damaged or over-large one."""
    ending, unpack = {"gzip": (".gz", _gunzip), "bzip2": (".bz2", _bunzip)}[packing]
    inner = Origin(origin.name.removesuffix(ending), lambda: unpack(origin.open()), packed=True)
    try:
        with inner.open() as stream:
            _count(origin.name, stream, 0, _length(origin), limits)
    except BROKEN as error:
        raise damaged(origin.name, _broken_archive()) from error
    return inner


def _gunzip(stream: BinaryIO) -> BinaryIO:
    file = gzip.GzipFile(fileobj=stream)
    file.myfileobj = cast(FileIO, stream)  # closed along with it
    return cast(BinaryIO, file)


class _Bunzipped(bz2.BZ2File):
    """Closes the packed stream along with it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self._packed = stream

    def close(self) -> None:
        super().close()
        self._packed.close()


def _bunzip(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, _Bunzipped(stream))


def chunks(origin: Origin) -> Iterator[bytes]:
    """The content in pieces."""
    with origin.open() as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _count(name: str, stream: BinaryIO, total: int, packed: int, limits: Limits) -> int:
    entry = 0
    while chunk := stream.read(_CHUNK):
        entry += len(chunk)
        total += len(chunk)
        if entry > limits.entry:
            most = size(limits.entry)
            raise too_large(name, Text(de=f"ein Eintrag über {most}", en=f"an entry of more than {most}"))
        if total > limits.total:
            most = size(limits.total)
            raise too_large(name, Text(de=f"entpackt über {most}", en=f"more than {most} unpacked"))
        if total > limits.ratio_from and total > limits.ratio * packed:
            times = limits.ratio
            raise too_large(name, Text(de=f"entpackt über {times}-mal so groß", en=f"over {times} times when unpacked"))
    return total


def _length(origin: Origin) -> int:
    with origin.open() as stream:
        if stream.seekable():
            return stream.seek(0, 2)
    return sum(map(len, chunks(origin)))


def _broken_archive() -> Text:
    return Text(de="das Archiv bricht ab oder ist fehlerhaft", en="the archive breaks off or is faulty")


def _shown(name: str) -> str:
    """A member's name for people: no control characters, no steps up, not endless."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    plain = "".join(sign if sign.isprintable() else "?" for sign in "/".join(parts))
    return plain[-120:] or "?"


def _is_litter(name: str) -> bool:
    """What operating systems add unasked."""
    last = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last.startswith("._") or last in (".DS_Store", "Thumbs.db", "desktop.ini")

"""Finds out how a text file is encoded, and reads it so that a broken byte costs one row, not the file."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from leitstand.foundation.text import Text
from leitstand.sources.readers.limits import Limits, size, too_large
from leitstand.sources.readers.origin import Origin

BROKEN = re.compile("[\udc00-\udcff]")
"""Stands for a byte that the encoding does not know; shown as `\\x81`."""

_HANDLER = "leitstand-keep-broken-bytes"
_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_HANDLER, _keep)


@dataclass(frozen=True, slots=True)
class Encoding:
    """codec: Python's name. broken: the file holds bytes the codec does not know. newline: what ends a row."""

    codec: str
    bom: int = 0
    broken: bool = False
    newline: str = "\n"
    notes: tuple[Text, ...] = ()

    def open(self, origin: Origin) -> io.TextIOWrapper:
        """The text from the start, without byte order mark; line ends as they stand in the file."""
        stream = origin.open()
        stream.read(self.bom)
        return io.TextIOWrapper(_Rest(stream), self.codec, errors=_HANDLER, newline=self.newline)


class _Rest(io.BufferedIOBase):
    """A stream from where it stands; keeps TextIOWrapper from asking an unpacking stream for its position."""

    name = "text"

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._stream.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._stream.read(size)

    def close(self) -> None:
        self._stream.close()
        super().close()


def show(text: str) -> str:
    """The text with broken bytes made visible, fit for storing."""
    return BROKEN.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text).encode("utf-8", "replace").decode()


def detect(origin: Origin, limits: Limits) -> Encoding:
    """Encoding by byte order mark, by the pattern of zero bytes, then UTF-8 against Windows-1252 over the whole file.

    Text that is not UTF-8 is read as Windows-1252, and the user is told so; never as its look-alikes cp1250 or latin-1.
    Raises UnusableInput for a single line longer than `limits.line`.
    """
    head = origin.head(4096)
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return _scan(origin, limits, codec, len(mark))[0]
    if codec_seen := _by_zeros(head):
        return _scan(origin, limits, codec_seen, 0)[0]
    found, good, bad = _scan(origin, limits, "utf-8", 0)
    if not bad:
        return found
    if good >= bad:
        note = Text(
            de=f"Zeichensatz UTF-8 angenommen; {bad} ungültige Bytes.", en=f"Assumed UTF-8; {bad} invalid bytes."
        )
        return Encoding("utf-8", 0, True, found.newline, (note,))
    codec = "cp850" if _looks_like_dos(origin) else "cp1252"
    label = {"cp850": "DOS (CP850)", "cp1252": "Windows-1252"}[codec]
    note = Text(de=f"Zeichensatz {label} angenommen.", en=f"Assumed the encoding {label}.")
    return Encoding(codec, 0, codec == "cp1252", found.newline, (note,))


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without mark: in Western text every second byte, or three of four, is zero."""
    if len(head) < 8 or head.count(0) < len(head) // 5:
        return None
    zeros = [head[start::4].count(0) * 4 > len(head) * 0.7 for start in range(4)]
    patterns = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return patterns.get((zeros[0], zeros[1], zeros[2], zeros[3]))


def _scan(origin: Origin, limits: Limits, codec: str, bom: int) -> tuple[Encoding, int, int]:
    """Encoding with line end, count of bytes in valid multi-byte characters beyond the first, count of broken bytes."""
    decoder = codecs.getincrementaldecoder(codec)(_HANDLER)
    good = bad = gap = lf = cr = 0
    last = ""
    with origin.open() as stream:
        stream.read(bom)
        while True:
            chunk = stream.read(_CHUNK)
            text = decoder.decode(chunk, final=not chunk)
            if not text.isascii():
                bad += len(BROKEN.findall(text))
                good += max(0, len(chunk) - len(text))
            lf += text.count("\n")
            cr += text.count("\r") - text.count("\r\n") - (last == "\r" and text.startswith("\n"))
            end = max(text.rfind("\n"), text.rfind("\r"))
            gap = gap + len(text) if end < 0 else len(text) - end
            if gap > limits.line:
                most = size(limits.line)
                raise too_large(origin.name, Text(de=f"eine Zeile über {most}", en=f"a line longer than {most}"))
            last = text[-1:] or last
            if not chunk:
                break
    return Encoding(codec, bom, bad > 0, "\r" if cr > lf else "\n"), good, bad


def _looks_like_dos(origin: Origin) -> bool:
    """DOS code page 850: its ü (0x81) is no character of Windows-1252, whose umlauts are then absent."""
    ue = windows = 0
    with origin.open() as stream:
        while chunk := stream.read(_CHUNK):
            ue += chunk.count(0x81)
            windows += sum(chunk.count(byte) for byte in b"\xe4\xf6\xfc\xc4\xd6\xdc")
    return ue > 0 and windows == 0

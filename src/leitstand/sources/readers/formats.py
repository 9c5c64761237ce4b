"""Recognises what a file really is by its content; the file name's ending is never trusted."""

from __future__ import annotations

import re
from typing import Literal

from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text
from leitstand.sources.readers.origin import Origin

Format = Literal["text", "json", "zip", "gzip", "bzip2", "parquet", "xes", "mt940", "camt", "datev"]

EXPECTED = Text(
    de="Lesbar sind CSV, Text mit festen Breiten, XLSX, Parquet, JSON, JSONL, XES, MT940, CAMT sowie ZIP, GZ und BZ2 "
    "davon.",
    en="CSV, fixed width text, XLSX, Parquet, JSON, JSONL, XES, MT940, CAMT and ZIP, GZ or BZ2 of these can be read.",
)
SAVE_AS = Text(
    de="Bitte öffnen Sie die Datei und speichern Sie sie als XLSX oder CSV.",
    en="Please open the file and save it as XLSX or CSV.",
)
UNPACK = Text(de="Bitte entpacken Sie das Archiv zuvor oder packen Sie es als ZIP.", en="Please unpack it or use ZIP.")

_FOREIGN: tuple[tuple[int, bytes, Text, Text], ...] = (
    (0, b"%PDF", Text(de="ein PDF-Dokument", en="a PDF document"), EXPECTED),
    (0, b"\x89PNG", Text(de="ein Bild (PNG)", en="an image (PNG)"), EXPECTED),
    (0, b"\xff\xd8\xff", Text(de="ein Bild (JPEG)", en="an image (JPEG)"), EXPECTED),
    (0, b"GIF8", Text(de="ein Bild (GIF)", en="an image (GIF)"), EXPECTED),
    (0, b"{\\rtf", Text(de="ein Textdokument (RTF)", en="a text document (RTF)"), EXPECTED),
    (0, b"SQLite format 3\0", Text(de="eine SQLite-Datenbank", en="an SQLite database"), EXPECTED),
    (8, b"DUCK", Text(de="eine DuckDB-Datenbank", en="a DuckDB database"), EXPECTED),
    (0, b"ARROW1", Text(de="eine Arrow-Datei", en="an Arrow file"), EXPECTED),
    (0, b"ORC", Text(de="eine ORC-Datei", en="an ORC file"), EXPECTED),
    (0, b"Obj\x01", Text(de="eine Avro-Datei", en="an Avro file"), EXPECTED),
    (0, b"\xfd7zXZ\0", Text(de="ein xz-Archiv", en="an xz archive"), UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", Text(de="ein 7z-Archiv", en="a 7z archive"), UNPACK),
    (0, b"Rar!\x1a\x07", Text(de="ein RAR-Archiv", en="a RAR archive"), UNPACK),
    (0, b"\x28\xb5\x2f\xfd", Text(de="ein zstd-Archiv", en="a zstd archive"), UNPACK),
    (257, b"ustar", Text(de="ein tar-Archiv", en="a tar archive"), UNPACK),
    (0, b"\x7fELF", Text(de="ein Programm", en="a program"), EXPECTED),
    (0, b"MZ\x90", Text(de="ein Programm", en="a program"), EXPECTED),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = Text(de="eine Datei im alten Excel-Format (XLS)", en="a file in the old Excel format (XLS)")
_OLE_KINDS: tuple[tuple[str, Text, Text], ...] = (
    (
        "EncryptedPackage",
        Text(de="eine Excel-Datei mit Kennwort", en="a password-protected Excel file"),
        Text(de="Bitte speichern Sie sie ohne Kennwort.", en="Please save it without a password."),
    ),
    ("WordDocument", Text(de="ein Word-Dokument (DOC)", en="a Word document (DOC)"), EXPECTED),
    ("Workbook", _OLD_EXCEL, SAVE_AS),
    ("Book", _OLD_EXCEL, SAVE_AS),
)
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|meta|style|div|script)\b", re.IGNORECASE)
BZIP2 = re.compile(rb"BZh[1-9]1AY&SY")
_EVENT_LOG = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?log[\s>]", re.DOTALL)
# the first lines may be those of the bank or of the SWIFT envelope
_MT940 = re.compile(rb"(?:[^\n]{0,200}\n){0,5}?(?:\{[^\n]*\{4:\s*)?:(?:20|25P?|28C?|6[0-5][FM]?|86|NS):")
_DATEV = re.compile(rb"(?:\xef\xbb\xbf)?\"?(?:EXTF|DTVF)\"?;")
_CAMT = re.compile(rb"<(?:\w+:)?Document[^>]*camt\.05[234]\.")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1e\x7f]")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def unusable(name: str, seen: Text, step: Text = EXPECTED) -> LeitstandError:
    """Error for a file of the wrong kind: what was seen, and what to do."""
    return UnusableInput(
        Text(de=f"„{name}“ ist {seen.de} und kann nicht gelesen werden.", en=f"'{name}' is {seen.en}: not readable."),
        step,
    )


def damaged(name: str, seen: Text) -> LeitstandError:
    """Error for a file that breaks off or contradicts itself."""
    return UnusableInput(
        Text(de=f"„{name}“ ist beschädigt: {seen.de}.", en=f"'{name}' is damaged: {seen.en}."),
        Text(
            de="Bitte übertragen oder exportieren Sie die Datei noch einmal.",
            en="Please transfer or export the file again.",
        ),
    )


def recognise(origin: Origin) -> Format:
    """The format, by magic bytes, then by what the text looks like. Raises UnusableInput for anything else."""
    head = origin.head()
    if not head.strip(b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"):
        raise unusable(origin.name, Text(de="leer", en="empty"), EXPECTED)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if BZIP2.match(head):
        return "bzip2"
    if head.startswith(b"PAR1"):
        return "parquet"
    for offset, magic, seen, step in _FOREIGN:
        if head.startswith(magic, offset):
            raise unusable(origin.name, seen, step)
    if head.startswith(_OLE):
        raise unusable(origin.name, *_ole_kind(origin))
    if _EVENT_LOG.match(head):
        return "xes"
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _DATEV.match(head):
        return "datev"
    if plain.lstrip().startswith(b"<") and _CAMT.search(plain):
        return "camt"
    if _MT940.match(plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip()):
        return "mt940"
    _refuse_markup_and_binary(origin.name, head)
    first = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").replace(b"\0", b"").lstrip()
    return "json" if re.match(rb"\{\s*[\"}]|\[\s*(?:[\[{\]\"]|-?\d|true|false|null)|[\[{]\s*$", first) else "text"


def _ole_kind(origin: Origin) -> tuple[Text, Text]:
    content = origin.head(8 << 20)
    for word, seen, step in _OLE_KINDS:
        if word.encode("utf-16-le") in content:
            return seen, step
    return Text(de="ein Dokument im alten Office-Format", en="a document in the old Office format"), SAVE_AS


def _refuse_markup_and_binary(name: str, head: bytes) -> None:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _MARKUP.match(text):
        raise unusable(name, Text(de="eine Webseite (HTML)", en="a web page (HTML)"), SAVE_AS)
    if text.lstrip().startswith(b"<?xml"):
        raise unusable(name, Text(de="eine XML-Datei", en="an XML file"), SAVE_AS)
    if len(_CONTROL.findall(head)) * 20 > len(head) and not head.startswith(_BOMS):
        raise unusable(name, Text(de="keine Textdatei", en="not a text file"))

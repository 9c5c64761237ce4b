"""Readers of file formats: bytes in, raw tables out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text
from leitstand.sources.contract import RawTable
from leitstand.sources.readers.archive import members, unpacked
from leitstand.sources.readers.delimited import LINE
from leitstand.sources.readers.formats import BZIP2, SAVE_AS, UNPACK, recognise, unusable
from leitstand.sources.readers.limits import Limits, size, too_large
from leitstand.sources.readers.origin import Origin

__all__ = ["LINE", "Limits", "read"]

Progress = Callable[[int], None]
_LIMITS = Limits()


def read(
    path: Path, limits: Limits = _LIMITS, name: str | None = None, progress: Progress = lambda _: None
) -> list[RawTable]:
    """All tables in a file, recognised by its content, never by its ending.

    name: what the user calls the file, where `path` is a stored copy. progress: told the rows read so far in the
    current table. Every data row is either in `rows` or in `rejects` of its table; what else the file holds (title
    rows, blank rows, repeated headers, a total row that adds up) is named in `notes`, blank rows excepted.

    Raises UnusableInput for a file that is none of the readable formats, damaged, locked, empty or beyond the limits.
    """
    name = name or path.name
    try:
        length = path.stat().st_size if path.is_file() else -1
    except OSError:
        length = -1
    if length < 0:
        raise UnusableInput(
            Text(de=f"Die Datei „{name}“ gibt es nicht.", en=f"There is no file '{name}'."),
            Text(de="Bitte prüfen Sie Name und Ordner.", en="Please check name and folder."),
        )
    if length > limits.total:
        most = size(limits.total)
        raise too_large(name, Text(de=f"über {most}", en=f"more than {most}"))
    return _read(Origin(name, lambda: cast(BinaryIO, path.open("rb"))), limits, progress)


def _read(origin: Origin, limits: Limits, progress: Progress) -> list[RawTable]:
    match recognise(origin):
        case "text":
            from leitstand.sources.readers import delimited, weblog

            reader = weblog if weblog.is_log(origin) else delimited
            return [reader.read(origin, limits, progress)]
        case "json":
            from leitstand.sources.readers import jsonfile

            return jsonfile.read(origin, limits, progress)
        case "parquet":
            from leitstand.sources.readers import parquet

            return [parquet.read(origin, limits, progress)]
        case "xes":
            from leitstand.sources.readers import xes

            return [xes.read(origin, limits, progress)]
        case "mt940":
            from leitstand.sources.readers import mt940

            return mt940.read(origin, limits)
        case "datev":
            from leitstand.sources.readers import datev

            return [datev.read(origin, limits, progress)]
        case "camt":
            from leitstand.sources.readers import camt

            return camt.read(origin, limits)
        case "gzip" | "bzip2" as packing:
            return _read(_not_again(unpacked(origin, limits, packing), limits), limits, progress)
        case "zip":
            return _zip(origin, limits, progress)


def _zip(origin: Origin, limits: Limits, progress: Progress) -> list[RawTable]:
    with members(origin, limits) as (parts, names):
        if "xl/workbook.xml" in names:
            from leitstand.sources.readers import workbook

            return workbook.read(origin, parts, limits, progress)
        _refuse_documents(origin, names)
        return _members(origin, parts, limits, progress)


def _members(origin: Origin, parts: list[Origin], limits: Limits, progress: Progress) -> list[RawTable]:
    """The tables of all readable members; the others are named in the notes."""
    found: list[RawTable] = []
    refused: list[LeitstandError] = []
    for part in parts:
        try:
            found += _read(_not_again(part, limits), limits, progress)
        except UnusableInput as error:
            refused.append(error)
    if not found:
        raise refused[0] if refused else unusable(origin.name, Text(de="leer", en="empty"))
    notes = tuple(Text(de=f"Nicht gelesen: {e.message.de}", en=f"Not read: {e.message.en}") for e in refused)
    return [replace(one, notes=(*one.notes, *notes)) for one in found]


def _not_again(origin: Origin, limits: Limits) -> Origin:
    """The unpacked file, unless it is an archive once more; a workbook in a ZIP is none and is held in memory."""
    head = origin.head(10)
    if not (head.startswith((b"\x1f\x8b", b"PK\x03\x04")) or BZIP2.match(head)):
        return origin
    content = origin.whole(limits).getvalue()
    if b"xl/workbook." not in content:
        raise unusable(origin.name, Text(de="ein Archiv im Archiv", en="an archive inside an archive"), UNPACK)
    return Origin(origin.name, lambda: BytesIO(content), packed=True)


def _refuse_documents(origin: Origin, names: list[str]) -> None:
    if "xl/workbook.bin" in names:
        seen = Text(de="eine binäre Excel-Mappe (XLSB)", en="a binary workbook (XLSB)")
        raise unusable(origin.name, seen, SAVE_AS)
    if "mimetype" in names and "content.xml" in names:
        seen = Text(de="ein OpenDocument-Dokument (ODS, ODT)", en="an OpenDocument file (ODS, ODT)")
        raise unusable(origin.name, seen, SAVE_AS)
    if "[Content_Types].xml" in names:
        seen = Text(de="ein Office-Dokument ohne Tabellen (DOCX, PPTX)", en="an Office document (DOCX, PPTX)")
        raise unusable(origin.name, seen, SAVE_AS)

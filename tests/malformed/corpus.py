"""Hundreds of broken, odd and hostile files, made the same way each time, each with what must come of it."""

from __future__ import annotations

import codecs
import datetime as dt
import gzip
import io
import itertools
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True)
class Case:
    """rows, rejects: counts over all tables of the file. unusable: the file must be refused as a whole."""

    name: str
    content: bytes
    rows: int = 0
    rejects: int = 0
    unusable: bool = False


MANY = 1 << 20 if os.environ.get("LEITSTAND_TEST_ALL") else 1 << 19
"""Lines that no reader holds in one block."""
ENCODINGS = {
    "utf-8": b"", "utf-8 bom": codecs.BOM_UTF8, "cp1252": b"", "cp850": b"", "utf-16-le": b"", "utf-16-be": b"",
    "utf-32-le": b"", "utf-32-be": b"", "utf-16-le bom": codecs.BOM_UTF16_LE, "utf-16-be bom": codecs.BOM_UTF16_BE,
    "utf-32-le bom": codecs.BOM_UTF32_LE, "utf-32-be bom": codecs.BOM_UTF32_BE,
}  # fmt: skip
NEWLINES = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
VALUES = (
    "31.02.2024", "00.00.0000", "1900-01-00", "45321", "0", "1904-01-01", "31.03.2024 02:30", "2024-13-45T99:99:99",
    "NaN", "inf", "-inf", "1e999", "1e-999", "0007", "00", "+49 30 123", "=1+1", "@SUM(A1)", "-1-1", "#NV", "#DIV/0!",
    "NULL", "\\N", "n/a", "-", "1.234,56", "1,234.56", "1'234.56", "12,5-", "(12.50)", "5 %", "€ 3", "ß" * 100,
    "\u202e", "\ufeff", "😀", "a\u0301", "\x1f", "\x7f", "\u2028", "\x85", "\x0b", "\x0c", "<script>", "{}", "[]",
    "' OR 1=1 --", "../../etc/passwd", "\\", '5"', "__row__",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """All of them."""
    yield from itertools.chain(
        _dialects(), _values(), _quotes(), _ragged(), _bytes(), _headers(), _extents(), _layouts(), _json(), _cut(),
        _workbooks(), _archives(), _foreign(),
    )  # fmt: skip


def heavy() -> Iterator[Case]:
    """Those that try to fill the memory."""
    yield from itertools.chain(_extents(), _json(), _workbooks(), _archives())


def _dialects() -> Iterator[Case]:
    for (codec, bom), (newline, end), (delimiter, sign) in itertools.product(
        ENCODINGS.items(), NEWLINES.items(), DELIMITERS.items()
    ):
        rows = [["Name", "Größe", "Wert"], ["Müller", "L", "12.5"], ["Kärcher", "XL", "7"], ["Öz", "ß", "0"]]
        text = "".join(sign.join(row) + end for row in rows)
        yield Case(f"{codec} {newline} {delimiter}", bom + text.encode(codec.removesuffix(" bom")), rows=3)


def _values() -> Iterator[Case]:
    for at, value in enumerate(VALUES):
        yield Case(f"value {at}", f"id;value;n\n1;{value};5\n2;x;6\n".encode(), rows=2)
    yield Case("carriage return in a cell", b"id;value\n1;a\rb\n2;x\n", rows=1, rejects=1)
    yield Case("lone surrogate", b"id;value\n\xc3\xa4;2\n1;\xed\xa0\x80\n2;\xc3\xa4\xc3\xa4x\n", rows=2, rejects=1)


def _quotes() -> Iterator[Case]:
    good = ["1", "x", "y"]
    broken = {"open": '"2', "after": '"2"2', "open in doubled": '"2""', "blank after": '"2" "'}
    for (kind, cell), (delimiter, sign), at in itertools.product(broken.items(), DELIMITERS.items(), (0, 2, 4)):
        lines = [sign.join(good) for _ in range(5)]
        lines[at] = sign.join([cell, "x", "y"])
        yield Case(f"{kind} {delimiter} {at}", "\n".join([sign.join("abc"), *lines]).encode() + b"\n", 4, 1)
    yield Case("only quotes", b'"' * 999 + b"\n", rejects=1)
    yield Case("every row an open quote", b"a,b\n" + b'x,"y\n' * 3 + b"z,1\n", rows=1, rejects=3)


def _ragged() -> Iterator[Case]:
    for (delimiter, sign), at, width in itertools.product(DELIMITERS.items(), (0, 3, 6), (1, 3, 5, 9)):
        lines = [sign.join(["1", "x", "y", "z"]) for _ in range(7)]
        lines[at] = sign.join(["q"] * width)
        yield Case(f"{width} cells {delimiter} {at}", "\n".join([sign.join("abcd"), *lines]).encode(), 6, 1)


def _bytes() -> Iterator[Case]:
    lines = [b"id;name", *(f"{n};Grün{n}".encode() for n in range(10))]
    for bad, at in itertools.product((b"\0", b"\xff", b"\xc3", b"\xfe\xff", b"\x80", b"\xe2\x82"), (1, 5, 10)):
        changed = [*lines]
        changed[at] += bad
        yield Case(f"byte {bad.hex()} in row {at}", b"\n".join(changed) + b"\n", 9, 1)
    yield Case("utf-16 with an odd byte", "a;b\n1;2\n3;4".encode("utf-16") + b"\x31", rows=1, rejects=1)


def _headers() -> Iterator[Case]:
    for name, header in {
        "duplicate": "a;a;a", "empty": ";;", "blank": " ; ; ", "some empty": "a;;c", "row": "__row__;b;c",
        "quoted": '"a";"b";"c"', "long": "x" * 5000 + ";b;c", "broken over lines": '"a\nb";c;d', "case": "a;A;a_2",
    }.items():  # fmt: skip
        yield Case(f"{name} header", f"{header}\nk;1;2\nl;3;4\nm;5;6\n".encode(), rows=3)
    for count in (1_999, 2_000, 2_001, 10_000):
        content = ";".join(f"c{n}" for n in range(count)) + "\n" + ";".join(["1"] * count) + "\n"
        yield Case(f"{count} columns", content.encode(), rows=1, unusable=count > 2000)


def _extents() -> Iterator[Case]:
    huge = b"x" * (10 << 20)
    yield Case("10 MB cell", b"a;b\n1;2\n" + huge + b";2\n3;4\n", 2, 1)
    yield Case("10 MB quoted cell", b'a;b\n1;2\n"' + huge + b'";2\n3;4\n', 2, 1)
    yield Case("endless blank lines", b"a;b\n1;2\n" + b"\n" * (2 * MANY) + b"3;4\n", 2)
    yield Case("10 MB of delimiters", b"a;b\n1;2\n" + b";" * (10 << 20) + b"\n3;4\n", 2)
    yield Case("70 MB line", b"a;b\n" + b"x" * (70 << 20), unusable=True)
    yield Case("open quote before endless lines", b'a;b\n"1;2\n' + b"3;4\n" * MANY, MANY, 1)
    yield Case("empty", b"", unusable=True)
    for name, content in {"blank": b"  \n \n", "bom": codecs.BOM_UTF8, "zeros": bytes(999), "tabs": b"\t\t\n"}.items():
        yield Case(name, content, unusable=True)


def _layouts() -> Iterator[Case]:
    for titles, blanks, total in itertools.product((0, 1, 3), (0, 2), (False, True)):
        text = "Bericht\n" * titles + "\n" * blanks + "Ware;Stück;Euro\nTee;2;3,50\nKaffee;1;4,00\n"
        text += "Summe;3;7,50\n" if total else ""
        yield Case(f"{titles} titles {blanks} blanks total {total}", text.encode(), rows=2)
    yield Case("report without a table", b"Dear all,\nplease find below, as agreed\nthe figures.\n", rejects=1)
    yield Case("prose", b"Dear all\nplease find below the figures.\nYours\n", rows=2)
    yield Case("three headers glued", b"a;b\n1;2\na;b\n3;4\na;b\n5;6\n", rows=3)
    yield Case("numbers only", b"1\n2\n3\n", rows=3)


def _json() -> Iterator[Case]:
    deep = "[" * 100_000 + "]" * 100_000
    yield Case("deep list", deep.encode(), rejects=1)
    yield Case("deep objects", ('{"a":' * 50_000 + "1" + "}" * 50_000).encode(), unusable=True)
    yield Case("65 levels", ("[" + '{"a":' * 65 + "1" + "}" * 65 + "]").encode(), rejects=1)
    yield Case("64 levels", ("[" + '{"a":' * 64 + "1" + "}" * 64 + "]").encode(), rows=1)
    yield Case("empty list", b"[]", unusable=True)
    yield Case("list of numbers", b"[1, 2, 3]", rejects=3)
    yield Case("object", b'{"a": 1}', rows=1)
    yield Case("text after list", b'[{"a": 1}] and more', rows=1, rejects=1)
    yield Case("missing value", b'[{"a": }]', rejects=1)
    yield Case("single quotes", b"[{'a': 1}]", rejects=1)
    yield Case("2,001 fields", json.dumps([{f"f{n}": 1 for n in range(2_001)}]).encode(), unusable=True)
    yield Case("surrogate", b'[{"a": "\\ud800"}, {"a": "b"}]', rows=1, rejects=1)
    yield Case("nul", b'[{"a": "\\u0000"}, {"a": "b"}]', rows=1, rejects=1)
    yield Case("utf-16 json", json.dumps([{"a": "ä"}], ensure_ascii=False).encode("utf-16"), rows=1)
    yield Case("huge number", b'[{"a": ' + b"9" * 5000 + b"}]", rejects=1)
    yield Case("dots collide", b'[{"a.b": 1, "a": {"b": 2}}]', rejects=1)
    for at, line in enumerate((b"{", b"null", b'"x"', b"[]", b"1", b"{} {}", b'{"a": Infinity}', b"\xff", b'{"a"}')):
        yield Case(f"bad json line {at}", b'{"a": 1}\n' + line + b'\n{"a": 2}\n', rows=2, rejects=1)


def workbook(rows: int = 5) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "day", "amount"])
    for n in range(rows):
        sheet.append([f"n{n}", dt.datetime(2024, 1, 1 + n), n + 0.5])
    return _saved(book)


def parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": list(range(100)), "b": [f"x{n}" for n in range(100)]}), stream)
    return stream.getvalue()


def _saved(book: openpyxl.Workbook) -> bytes:
    """The workbook without the time of its making, so that it is the same file each time."""
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as made:
        return zipped({name: made.read(name) for name in made.namelist() if name != "docProps/core.xml"})


def gz(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def _cut() -> Iterator[Case]:
    table = b"".join(f"{n},{n * n},{n**3}\n".encode() for n in range(500))
    whole = {"xlsx": workbook(), "parquet": parquet(), "gz": gz(table), "zip": zipped({"a.csv": table})}
    for (kind, content), share in itertools.product(whole.items(), (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999)):
        yield Case(f"{kind} cut at {share}", content[: max(8, int(len(content) * share))], unusable=True)


def _workbooks() -> Iterator[Case]:
    yield Case("plain workbook", workbook(), rows=5)
    parts = {name: zipfile.ZipFile(io.BytesIO(workbook())).read(name) for name in _names(workbook())}
    sheet = "xl/worksheets/sheet1.xml"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = parts[sheet].decode().removeprefix("<?xml version='1.0' encoding='UTF-8'?>")
    for name in ("l9", "x"):
        yield Case(f"entity {name}", zipped(parts | {sheet: (head + body.replace("n0", f"&{name};")).encode()}), -1)
    for name in ("xl/workbook.xml", sheet, "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        yield Case(f"garbage in {name}", zipped(parts | {name: b"<broken"}), -1)
        yield Case(f"nothing in {name}", zipped(parts | {name: b""}), -1)
    yield Case("macros", zipped(parts | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)}), rows=5)
    far = (
        b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c>'
    )
    yield Case("huge extent", zipped(parts | {sheet: far + b"</row></sheetData></worksheet>"}), unusable=True)
    dated = parts["xl/workbook.xml"].replace(b"<workbookPr", b'<workbookPr date1904="1"')
    yield Case("date system 1904", zipped(parts | {"xl/workbook.xml": dated}), rows=5)
    book = openpyxl.Workbook()
    yield Case("empty workbook", _saved(book), unusable=True)
    book.create_chartsheet("chart")
    yield Case("workbook with chart only", _saved(book), unusable=True)


def _names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def _archives() -> Iterator[Case]:
    table = b"a,b\n1,2\n"
    names = (
        "../../x.csv", "/etc/x.csv", "C:\\x.csv", "..\\x.csv", "x\n.csv", "a" * 300, ".csv", "con.csv", "x/../../y",
        "\u202exsc.csv", "x\0.csv", "%2e%2e/x", "~/x.csv", "$(id).csv", "x;rm -rf.csv",
    )  # fmt: skip
    for at, name in enumerate(names):
        yield Case(f"zip name {at}", zipped({name: table}), rows=1)
    yield Case("zip in zip", zipped({"a.zip": zipped({"b.csv": table})}), unusable=True)
    yield Case("gz in gz", gz(gz(table)), unusable=True)
    yield Case("zip bomb", zipped({f"{n}.csv": bytes(8 << 20) for n in range(4)}), unusable=True)
    yield Case("gz bomb", gz(bytes(64 << 20)), unusable=True)
    yield Case("1,001 entries", zipped({f"{n}.csv": table for n in range(1_001)}), unusable=True)
    yield Case("empty zip", zipped({}), unusable=True)
    yield Case("zip of folders", zipped({"a/": b"", "b/": b""}), unusable=True)
    yield Case("zip of empty files", zipped({"a.csv": b"", "b.csv": b""}), unusable=True)
    yield Case("same name twice", zipped({"a.csv": table, "b.csv": table}).replace(b"b.csv", b"a.csv"), rows=2)
    lying = bytearray(zipped({"a.csv": table * 50}))
    lying[lying.rindex(b"PK\x01\x02") + 24] = 1
    yield Case("zip that lies about a size", bytes(lying), unusable=True)
    yield Case("two gz members", gz(table) + gz(b"3,4\n"), rows=2)
    yield Case("gz with waste behind", gz(table) + b"waste", unusable=True)


def _foreign() -> Iterator[Case]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    magic = {
        "xls": ole + "Workbook".encode("utf-16-le"), "locked xlsx": ole + "EncryptedPackage".encode("utf-16-le"),
        "doc": ole + "WordDocument".encode("utf-16-le"), "pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n",
        "jpeg": b"\xff\xd8\xff\xe0", "gif": b"GIF89a", "sqlite": b"SQLite format 3\0", "duckdb": bytes(8) + b"DUCK",
        "arrow": b"ARROW1\0\0", "orc": b"ORC\x0a", "avro": b"Obj\x01", "bz2": b"BZh91AY&SY\0", "xz": b"\xfd7zXZ\0",
        "7z": b"7z\xbc\xaf\x27\x1c", "rar": b"Rar!\x1a\x07", "zstd": b"\x28\xb5\x2f\xfd", "elf": b"\x7fELF",
        "exe": b"MZ\x90\0", "tar": b"a.csv" + bytes(252) + b"ustar", "rtf": b"{\\rtf1", "xml": b"<?xml version='1.0'?>",
        "html": b"<html><body>", "html table": b"<table border=1><tr>", "doctype": b"<!DOCTYPE html>",
        "noise": bytes(n * 7919 % 251 for n in range(5000)),
    }  # fmt: skip
    for name, content in magic.items():
        yield Case(f"{name} named csv", content, unusable=True)

"""Every quirk of text files: exactly these rows, rejects and notes come out."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.sources import readers
from leitstand.sources.contract import ROW, RawTable

Cells = tuple[str | None, ...]


@dataclass(frozen=True)
class Case:
    """rows and rejects: row number → cells, and row number → words of the reason. notes: words that must occur."""

    content: bytes
    header: tuple[str, ...]
    rows: dict[int, Cells]
    rejects: dict[int, str]
    notes: tuple[str, ...] = ()


AB = ("a", "b")
UMLAUT = "Name;Betrag\nMüller;1,50\nGröße;2,00\n"
UMLAUT_ROWS: dict[int, Cells] = {2: ("Müller", "1,50"), 3: ("Größe", "2,00")}
NB = ("Name", "Betrag")

CASES: dict[str, Case] = {
    "comma": Case(b"a,b\nx,2\ny,3\n", AB, {2: ("x", "2"), 3: ("y", "3")}, {}),
    "semicolon with decimal comma": Case(b"a;b\n1,5;2,5\n3,5;4,5\n", AB, {2: ("1,5", "2,5"), 3: ("3,5", "4,5")}, {}),
    "tab": Case(b"a\tb\nx y\t2\n", AB, {2: ("x y", "2")}, {}),
    "pipe": Case(b"a|b\nx,y|2\n", AB, {2: ("x,y", "2")}, {}),
    "unit separator": Case(b"a\x1fb\nx\x1f2\n", AB, {2: ("x", "2")}, {}),
    "tilde": Case(b"a~b\nx~2\n", AB, {2: ("x", "2")}, {}),
    "sep line": Case(b"sep=;\na;b\nx;2\n", AB, {3: ("x", "2")}, {}),
    "no line end at the end": Case(b"a,b\nx,2", AB, {2: ("x", "2")}, {}),
    "CRLF": Case(b"a,b\r\nx,2\r\n", AB, {2: ("x", "2")}, {}),
    "CR only": Case(b"a,b\rx,2\ry,3\r", AB, {2: ("x", "2"), 3: ("y", "3")}, {}),
    "CRLF quoted": Case(b'"a","b"\r\n"x","2"\r\n', AB, {2: ("x", "2")}, {}),
    "stray CR": Case(b"a,b\nx,2\ny\rz,3\nv,4\n", AB, {2: ("x", "2"), 4: ("v", "4")}, {3: "carriage return"}),
    "quoted delimiter": Case(b'a,b\n"x,y",2\n', AB, {2: ("x,y", "2")}, {}),
    "doubled quote": Case(b'a,b\n"x ""y""",2\n', AB, {2: ('x "y"', "2")}, {}),
    "backslash quote": Case(b'a,b\n"x \\"y\\", z",2\n"w",3\n', AB, {2: ('x "y", z', "2"), 3: ("w", "3")}, {}),
    "single quotes": Case(b"'a';'b'\n'x;y';'2'\n", AB, {2: ("x;y", "2")}, {}),
    "blank before quote": Case(b'a, b\n"x, y", "2, 3"\n', AB, {2: ("x, y", "2, 3")}, {}),
    "inch mark": Case(b'a,b\n5" pipe,2\n', AB, {2: ('5" pipe', "2")}, {}),
    "line break in quotes": Case(b'a,b\n"x\ny",2\nz,3\n', AB, {2: ("x\ny", "2"), 3: ("z", "3")}, {}),
    "blank lines": Case(b"a,b\n\nx,2\n,\n\ny,3\n\n", AB, {3: ("x", "2"), 6: ("y", "3")}, {}),
    "blanks around": Case(b"a , b\n x ,\t2\n", AB, {2: ("x", "2")}, {}),
    "empty cells are null": Case(b"a,b\nx,\n,2\n", AB, {2: ("x", None), 3: (None, "2")}, {}),
    "ragged": Case(b"a,b\nx,2\ny\nz,3,4\nw,5\n", AB, {2: ("x", "2"), 5: ("w", "5")}, {3: "1 cells", 4: "3 cells"}),
    "extra empty cells": Case(b"a;b\nx;2;;\ny;3\n", AB, {2: ("x", "2"), 3: ("y", "3")}, {}, ("extra empty",)),
    "trailing delimiter": Case(b"a;b;\nx;2;\ny;3;\n", AB, {2: ("x", "2"), 3: ("y", "3")}, {}, ("extra empty",)),
    "open quote": Case(b'a,b\nx,2\n"y,3\nz,4\n', AB, {2: ("x", "2"), 4: ("z", "4")}, {3: "not closed"}),
    "text after quote": Case(b'a,b\nx,2\n"y"y,3\nz,4\n', AB, {2: ("x", "2"), 4: ("z", "4")}, {3: "closing quote"}),
    "open quote, later quotes": Case(b'a,b\n"y,3\n"z",4\nw,5\n', AB, {3: ("z", "4"), 4: ("w", "5")}, {2: "closing"}),
    "NUL": Case(b"a,b\nx\0,2\ny,3\n", AB, {3: ("y", "3")}, {2: "NUL"}),
    "UTF-8": Case(UMLAUT.encode(), NB, UMLAUT_ROWS, {}),
    "UTF-8 BOM": Case(codecs.BOM_UTF8 + UMLAUT.encode(), NB, UMLAUT_ROWS, {}),
    "cp1252": Case(UMLAUT.encode("cp1252"), NB, UMLAUT_ROWS, {}, ("Windows-1252",)),
    "cp1252 euro": Case("a;b\n€;ß\n".encode("cp1252"), AB, {2: ("€", "ß")}, {}, ("Windows-1252",)),
    "cp850": Case(UMLAUT.encode("cp850"), NB, UMLAUT_ROWS, {}, ("CP850",)),
    "UTF-16 BOM": Case(UMLAUT.encode("utf-16"), NB, UMLAUT_ROWS, {}, ("utf-16-le",)),
    "UTF-16 BE BOM": Case(codecs.BOM_UTF16_BE + UMLAUT.encode("utf-16-be"), NB, UMLAUT_ROWS, {}),
    "UTF-16 LE": Case(UMLAUT.encode("utf-16-le"), NB, UMLAUT_ROWS, {}),
    "UTF-16 BE": Case(UMLAUT.encode("utf-16-be"), NB, UMLAUT_ROWS, {}),
    "UTF-32 BOM": Case(UMLAUT.encode("utf-32"), NB, UMLAUT_ROWS, {}),
    "UTF-32 LE": Case(UMLAUT.encode("utf-32-le"), NB, UMLAUT_ROWS, {}),
    "UTF-32 BE": Case(UMLAUT.encode("utf-32-be"), NB, UMLAUT_ROWS, {}),
    "one broken byte": Case(
        "a;b\nä;1\nö;2\n".encode() + b"x\xff;3\nz;4\n",
        AB,
        {2: ("ä", "1"), 3: ("ö", "2"), 5: ("z", "4")},
        {4: "unknown to the encoding"},
        ("1 invalid",),
    ),
    "undefined in cp1252": Case(b"a;b\n\xe4;1\n\x81;2\nz;3\n", AB, {2: ("ä", "1"), 4: ("z", "3")}, {3: "unknown"}),
    "title rows": Case(
        b"Report 2024;;\nas of;01.02.2024;\n\na;b;c\nx;2;3\n", ("a", "b", "c"), {5: ("x", "2", "3")}, {}, ("2 title",)
    ),
    "short title rows": Case(
        b"Sales report\n\na;b;c\nx;2;3\ny;3;4\n",
        ("a", "b", "c"),
        {4: ("x", "2", "3"), 5: ("y", "3", "4")},
        {},
        ("1 title",),
    ),
    "line about the file above (DATEV)": Case(
        b'"EXTF";700;20;"Konten";2;;;\nKonto;Name;Sprache\n400;"Kasse";"de"\n500;"Bank";"de"\n',
        ("Konto", "Name", "Sprache"),
        {3: ("400", "Kasse", "de"), 4: ("500", "Bank", "de")},
        {},
        ("1 title",),
    ),
    "repeated header": Case(b"a,b\nx,2\na,b\ny,3\n", AB, {2: ("x", "2"), 4: ("y", "3")}, {}, ("1 repeated",)),
    "no header": Case(
        b"0001,19970101,2\n0002,19970102,3\n",
        ("column_1", "column_2", "column_3"),
        {1: ("0001", "19970101", "2"), 2: ("0002", "19970102", "3")},
        {},
        ("No header",),
    ),
    "years as header": Case(
        b"Region;2023;2024\nNord;10;20\nWest;30;40\n",
        ("Region", "2023", "2024"),
        {2: ("Nord", "10", "20"), 3: ("West", "30", "40")},
        {},
    ),
    "one year as header": Case(
        b"Region;2023\nNord;10\nWest;30\n", ("Region", "2023"), {2: ("Nord", "10"), 3: ("West", "30")}, {}
    ),
    "days as header": Case(
        b"Region;1.1.2024;2.1.2024\nNord;10;5\nWest;30;6\n",
        ("Region", "1.1.2024", "2.1.2024"),
        {2: ("Nord", "10", "5"), 3: ("West", "30", "6")},
        {},
    ),
    "years without header": Case(
        b"Nord;2023\nWest;2024\n",
        ("column_1", "column_2"),
        {1: ("Nord", "2023"), 2: ("West", "2024")},
        {},
        ("No header",),
    ),
    "brackets are no JSON": Case(b"[name];[n]\nx;2\n", ("[name]", "[n]"), {2: ("x", "2")}, {}),
    "duplicate and empty names": Case(
        b"a,a,,a_2\n1,2,3,4\n",
        ("a", "a_3", "column_3", "a_2"),
        {2: ("1", "2", "3", "4")},
        {},
        ("Repeated column names", "without a name"),
    ),
    "total row": Case(
        b"a;b\nx;1.000,50\ny;2,50\nSumme;1.003,00\n", AB, {2: ("x", "1.000,50"), 3: ("y", "2,50")}, {}, ("Total row 4",)
    ),
    "total row that differs": Case(
        b"a;b\nx;1\ny;2\nTotal;4\n", AB, {2: ("x", "1"), 3: ("y", "2"), 4: ("Total", "4")}, {}, ("does not add up",)
    ),
    "customer named Summe": Case(b"a;b\nSumme;1\ny;2\n", AB, {2: ("Summe", "1"), 3: ("y", "2")}, {}),
    "rows quoted as a whole": Case(
        b'"a,""b"""\n"x,""2"""\ny,3\nz,4\n', AB, {2: ("x", "2"), 3: ("y", "3"), 4: ("z", "4")}, {}, ("2 rows stood",)
    ),
    "one column": Case(b"mail\nx@y.de\nz@y.de\n", ("mail",), {2: ("x@y.de",), 3: ("z@y.de",)}, {}),
    "header only": Case(b"a,b\n", AB, {}, {}),
    "blank separated": Case(
        b" id  date number\n 01 19970101  2\n 02 19970102  3\n",
        ("id", "date", "number"),
        {2: ("01", "19970101", "2"), 3: ("02", "19970102", "3")},
        {},
        ("Columns separated by blanks",),
    ),
    "fixed width": Case(
        "Kunde      Ort            Betrag\n"
        "Müller AG  Bad Homburg     12,50\n"
        "Meier      Köln             7,00\n".encode(),
        ("Kunde", "Ort", "Betrag"),
        {2: ("Müller AG", "Bad Homburg", "12,50"), 3: ("Meier", "Köln", "7,00")},
        {},
        ("Fixed width from character 1, 12, 27",),
    ),
    "Unicode line separators stay in the cell": Case(
        "a,b\nx\u2028y,2\nz\x85,3\n".encode(), AB, {2: ("x\u2028y", "2"), 3: ("z", "3")}, {}
    ),
}


def read_one(tmp_path: Path, content: bytes, name: str = "file.csv") -> RawTable:
    path = tmp_path / name
    path.write_bytes(content)
    [table] = readers.read(path)
    return table


def rows_of(table: RawTable) -> dict[int, Cells]:
    return {row[ROW]: tuple(row[name] for name in table.header) for row in table.rows.to_pylist()}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_quirk(case: Case, tmp_path: Path) -> None:
    table = read_one(tmp_path, case.content)
    assert table.header == case.header
    assert rows_of(table) == case.rows
    assert {reject.row for reject in table.rejects} == set(case.rejects)
    for reject in table.rejects:
        assert case.rejects[reject.row] in reject.reason.en
        assert reject.reason.de
        assert reject.cells
    notes = " ".join(note.en for note in table.notes)
    for words in case.notes:
        assert words in notes
    assert bool(case.notes) or not notes or "Encoding" in notes or "Assumed" in notes


def test_reject_shows_the_row_as_it_stood(tmp_path: Path) -> None:
    table = read_one(tmp_path, b'a,b\nx,2,"y"\nz,4\n"q,5\n')
    assert [(reject.row, dict(reject.cells)) for reject in table.rejects] == [
        (2, {"a": "x", "b": "2", "column_3": "y"}),
        (4, {readers.LINE: '"q,5'}),
    ]


def test_cell_beyond_a_megabyte_is_rejected_alone(tmp_path: Path) -> None:
    for huge in (b"x" * (2 << 20), b'"' + b"x" * (2 << 20) + b'"'):
        table = read_one(tmp_path, b"a,b\n1,2\n" + huge + b",3\n4,5\n")
        assert rows_of(table) == {2: ("1", "2"), 4: ("4", "5")}
        assert [(reject.row, "larger" in reject.reason.en) for reject in table.rejects] == [(3, True)]


def test_open_quote_in_a_long_file_costs_one_row(tmp_path: Path) -> None:
    lines = [f"{n},text" for n in range(300_000)]
    lines[1000] = '1000,"open'
    table = read_one(tmp_path, ("id,b\n" + "\n".join(lines) + "\n").encode())
    assert table.rows.num_rows == 299_999
    assert [reject.row for reject in table.rejects] == [1002]
    assert table.rows.column(ROW)[-1].as_py() == 300_001


def test_quoted_line_break_across_chunks(tmp_path: Path) -> None:
    rows = "".join(f'{n},"first\nsecond"\n' for n in range(120_000))
    table = read_one(tmp_path, ("id,b\n" + rows).encode())
    assert (table.rows.num_rows, len(table.rejects)) == (120_000, 0)
    assert table.rows.column("b").unique().to_pylist() == ["first\nsecond"]


@pytest.mark.parametrize(("count", "fits"), [(2_000, True), (2_001, False)])
def test_columns_are_limited(count: int, fits: bool, tmp_path: Path) -> None:
    content = (",".join(f"c{n}" for n in range(count)) + "\n" + ",".join("1" * count) + "\n").encode()
    if fits:
        assert len(read_one(tmp_path, content).header) == count
    else:
        with pytest.raises(UnusableInput, match="2001 columns"):
            read_one(tmp_path, content)


def test_progress_counts_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "1,2\n" * 600_000)
    seen: list[int] = []
    readers.read(path, progress=seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 1
    assert seen[-1] == 600_000

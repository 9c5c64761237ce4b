"""Workbooks, Parquet, JSON and archives: what comes out, and what is refused in clear words."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.malformed.corpus import gz, zipped

from leitstand.foundation.errors import UnusableInput
from leitstand.sources import readers
from leitstand.sources.contract import ROW, RawTable


def put(tmp_path: Path, content: bytes, name: str = "file.dat") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def notes_of(table: RawTable) -> str:
    return " ".join(note.en for note in table.notes)


def words_only(value: object) -> str:
    """Name of a test case: never the file's bytes, which may hold the time of their making."""
    return value if isinstance(value, str) else "file"


def workbook(*sheets: Sequence[Sequence[Any]]) -> tuple[openpyxl.Workbook, Any]:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet{at}")
        for row in rows:
            sheet.append(row)
    return book, book.worksheets[0]


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbook_with_titles_total_and_types(tmp_path: Path) -> None:
    day = dt.datetime(2024, 1, 2)
    rows: list[list[Any]] = [
        ["Report"], [], ["Order", "Day", "Amount", "Paid", None],
        ["007", day, 10, True, None], ["008", dt.datetime(2024, 1, 3, 4, 5), 2.5, False, None],
        [], ["Summe", None, 12.5],
    ]  # fmt: skip
    book, _ = workbook(rows)
    [table] = readers.read(put(tmp_path, saved(book), "wrong-ending.csv"), name="orders.xlsx")
    assert table.name == "orders.xlsx: Sheet1"
    assert table.rows.to_pylist() == [
        {"Order": "007", "Day": day, "Amount": 10.0, "Paid": True, ROW: 4},
        {"Order": "008", "Day": dt.datetime(2024, 1, 3, 4, 5), "Amount": 2.5, "Paid": False, ROW: 5},
    ]
    assert table.rows.schema.field("Day").type == pa.timestamp("us")
    assert "1 title rows" in notes_of(table)
    assert "Total row 7" in notes_of(table)


def test_workbook_sheets_hidden_merged_errors_formulas(tmp_path: Path) -> None:
    book, first = workbook([["a", "b"], ["x", 1], ["y", None], ["z", 3]], [["c"], ["v"]], [])
    first["B3"] = "#N/A"
    first["B3"].data_type = "e"
    first["B4"] = "=1+1"
    first.merge_cells("A5:B5")
    book.worksheets[1].sheet_state = "hidden"
    one, two = readers.read(put(tmp_path, saved(book)))
    assert one.rows.to_pylist() == [
        {"a": "x", "b": 1, ROW: 2},
        {"a": "y", "b": None, ROW: 3},
        {"a": "z", "b": None, ROW: 4},
    ]
    assert two.rows.to_pylist() == [{"c": "v", ROW: 2}]
    assert "hidden" in notes_of(two)
    assert "hidden" not in notes_of(one)
    for words in ("1 merged", "1 cells of the workbook hold Excel errors", "1 formulas"):
        assert words in notes_of(one)


def test_workbook_offset_mixed_and_repeated_header(tmp_path: Path) -> None:
    book, sheet = workbook([])
    rows: list[list[Any]] = [["k", "v"], ["a", 1], ["k", "v"], ["b", "n/a"], ["c", 2.5]]
    for at, row in enumerate(rows, start=4):
        for column, value in enumerate(row, start=3):
            sheet.cell(at, column, value)
    [table] = readers.read(put(tmp_path, saved(book)))
    assert table.rows.to_pylist() == [
        {"k": "a", "v": "1", ROW: 5},
        {"k": "b", "v": "n/a", ROW: 7},
        {"k": "c", "v": "2.5", ROW: 8},
    ]
    assert "1 repeated header" in notes_of(table)


def sheet_xml(cells: str) -> bytes:
    book, _ = workbook([["a"], ["b"]])
    source = zipfile.ZipFile(io.BytesIO(saved(book)))
    entries = {name: source.read(name) for name in source.namelist()}
    entries["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{cells}</sheetData></worksheet>"
    ).encode()
    return zipped(entries)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'>" + "<c><v>1</v></c>" * 16_000 + "</row><row r='1048576'><c><v>1</v></c></row>",
        '<row r="1"><c s="1" r="ZZ1"><f>1</f></c></row><row r="999999"><c\n r="A999999" t="s"><v>1</v></c></row>',
    ],
)
def test_workbook_of_few_cells_over_a_huge_area_is_refused(cells: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="a sheet spans"):
        readers.read(put(tmp_path, sheet_xml(cells)))


def test_workbook_with_formatted_empty_last_row_is_read(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    [table] = readers.read(put(tmp_path, sheet_xml(cells)))
    assert table.rows.to_pylist() == [{"column_1": 1, ROW: 1}]


def test_parquet_keeps_types_and_flattens(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": pa.array([1, 2], pa.int32()),
            "at": pa.array([dt.datetime(2024, 1, 1), None], pa.timestamp("us")),
            "who": pa.array([{"name": "x", "tags": ["a", "b"]}, None]),
            "kind": pa.array(["p", "q"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "x.csv")
    [raw] = readers.read(tmp_path / "x.csv")
    assert raw.rows.to_pylist() == [
        {"id": 1, "at": dt.datetime(2024, 1, 1), "who.name": "x", "who.tags": '["a", "b"]', "kind": "p", ROW: 1},
        {"id": 2, "at": None, "who.name": None, "who.tags": None, "kind": "q", ROW: 2},
    ]
    assert raw.rows.schema.field("id").type == pa.int32()


def test_json_list(tmp_path: Path) -> None:
    value = [{"a": 1, "b": {"c": "x", "d": [1, {"e": 2}]}}, {"a": 2.5, "f": True}, {"a": None}]
    [raw] = readers.read(put(tmp_path, json.dumps(value).encode()))
    assert raw.rows.to_pylist() == [
        {"a": 1.0, "b.c": "x", "b.d": '[1, {"e": 2}]', "f": None, ROW: 1},
        {"a": 2.5, "b.c": None, "b.d": None, "f": True, ROW: 2},
        {"a": None, "b.c": None, "b.d": None, "f": None, ROW: 3},
    ]


def test_json_object_with_the_list_deeper(tmp_path: Path) -> None:
    for text in (b'{"data": {"orders": [{"id": 1}, {"id": 2}]}, "meta": {"count": 2}}',
                 b'{"meta": {"count": 2},\n "data": {"page": {"orders": [{"id": 1}, {"id": 2}]}}}'):  # fmt: skip
        [raw] = readers.read(put(tmp_path, text, "o.json"))
        assert raw.rows.to_pylist() == [{"id": 1, ROW: 1}, {"id": 2, ROW: 2}]
    deep = b'{"a": ' * 64 + b'[{"id": 1}]' + b"}" * 64
    assert readers.read(put(tmp_path, deep, "o.json"))[0].rows.to_pylist() == [{"id": 1, ROW: 1}]


def test_json_object_with_several_lists_deeper_is_one_row(tmp_path: Path) -> None:
    text = b'{"a": {"x": [{"id": 1}]}, "b": {"x": [{"id": 2}]}}'
    [raw] = readers.read(put(tmp_path, text, "o.json"))
    assert len(raw.rows) == 1
    assert raw.header == ("a.x", "b.x")


def test_jsonl_rows_keep_their_nested_lists(tmp_path: Path) -> None:
    row = b'{"id": 1, "customer": {"addresses": [{"city": "Ulm"}]}}\n'
    [raw] = readers.read(put(tmp_path, row * 2, "o.jsonl"))
    assert (len(raw.rows), raw.header) == (2, ("id", "customer.addresses"))


def test_json_object_with_lists(tmp_path: Path) -> None:
    [raw] = readers.read(put(tmp_path, b'{"total": 2,\n "orders": [{"id": 1}, {"id": "x"}]}', "o.json"))
    assert (raw.name, raw.rows.to_pylist()) == ("o.json", [{"id": "1", ROW: 1}, {"id": "x", ROW: 2}])
    both = readers.read(put(tmp_path, b'{"a": [{"id": 1}], "b": [{"id": 2}]}', "o.json"))
    assert [(raw.name, raw.rows.to_pylist()) for raw in both] == [
        ("o.json: a", [{"id": 1, ROW: 1}]),
        ("o.json: b", [{"id": 2, ROW: 1}]),
    ]


def test_json_lines_reject_what_is_broken(tmp_path: Path) -> None:
    deep = '{"a": ' + "[" * 70 + "]" * 70 + "}"
    lines = ['{"a": 1}', "", "{broken", "[1]", '{"a": NaN}', '{"a": 1e999}', '{"a": 1, "a": 2}', deep, '{"a": 3}']
    [raw] = readers.read(put(tmp_path, "\n".join(lines).encode()))
    assert raw.rows.to_pylist() == [{"a": 1, ROW: 1}, {"a": 3, ROW: 9}]
    assert [(one.row, one.reason.en) for one in raw.rejects] == [
        (3, "invalid JSON"),
        (4, "not a JSON object"),
        (5, "NaN or Infinity is not a number"),
        (6, "NaN or Infinity is not a number"),
        (7, "a field stands twice"),
        (8, "nested too deeply"),
    ]


def test_json_list_that_breaks_off(tmp_path: Path) -> None:
    [raw] = readers.read(put(tmp_path, b'[{"a": 1}, {"a": 2}, {"a": 3, "b'))
    assert raw.rows.column("a").to_pylist() == [1, 2]
    assert [(one.row, one.cells[readers.LINE]) for one in raw.rejects] == [(3, '{"a": 3, "b')]


def test_json_whole_numbers_beyond_64_bits_stay_exact(tmp_path: Path) -> None:
    [raw] = readers.read(put(tmp_path, b'[{"a": 12345678901234567890123}, {"a": 1}]'))
    assert raw.rows.column("a").to_pylist() == ["12345678901234567890123", "1"]


def test_archives(tmp_path: Path) -> None:
    book, _ = workbook([["a", "b"], ["x", 1]])
    entries = {
        "in/orders.csv": b"a,b\nx,2\n",
        "../../etc/evil.csv": b"a,b\ny,3\n",
        "book.xlsx": saved(book),
        "__MACOSX/._orders.csv": b"\0\0",
        "note.pdf": b"%PDF-1.7",
    }
    tables = readers.read(put(tmp_path, zipped(entries), "e.zip"))
    assert [(one.name, one.rows.num_rows) for one in tables] == [
        ("e.zip: in/orders.csv", 1),
        ("e.zip: etc/evil.csv", 1),
        ("e.zip: book.xlsx: Sheet1", 1),
    ]
    assert all("'e.zip: note.pdf' is a PDF document" in notes_of(one) for one in tables)
    [table] = readers.read(put(tmp_path, gz(b"a,b\nx,2\n"), "o.csv.gz"))
    assert (table.name, table.rows.to_pylist()) == ("o.csv", [{"a": "x", "b": "2", ROW: 2}])


SMALL = readers.Limits(entry=100_000, total=300_000, ratio_from=10_000, entries=10)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped({"a": bytes(200_000)}), "too large"),
        (zipped({f"f{n}": str(n).encode() * 30_000 for n in range(9)}), "too large"),
        (zipped({f"f{n}": b"x" for n in range(11)}), "more than 10 entries"),
        (gz(bytes(90_000)), "too large"),
        (gz(gz(b"a,b\n")), "archive inside an archive"),
        (zipped({"a": zipped({"b": b"a,b\n"})}), "archive inside an archive"),
        (sheet_xml("<row r='1'>" + "<c r='A1'><v>1</v></c>" * 40_000 + "</row>"), "too large"),
    ],
    ids=words_only,
)
def test_bombs_are_refused(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=words):
        readers.read(put(tmp_path, content), SMALL)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (OLE + "Workbook".encode("utf-16-le"), "old Excel format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected Excel"),
        (b"<html><table><tr><td>1</td></tr></table>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"BZh91AY&SY", "damaged"),
        (bytes(range(256)) * 20, "not a text file"),
        (zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "OpenDocument"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Office document"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"PAR1 broken", "damaged"),
        (gz(b"a,b\n" * 9999)[:60], "damaged"),
        (b'{"a": [1, 2', "damaged"),
    ],
    ids=words_only,
)
def test_wrong_files_are_named(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=words) as caught:
        readers.read(put(tmp_path, content, "x.csv"))
    assert "x.csv" in caught.value.message.de
    assert caught.value.next_step is not None


def test_absent_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(UnusableInput, match="There is no file"):
            readers.read(path)


def test_types_that_change_after_thousands_of_rows(tmp_path: Path) -> None:
    lines = [json.dumps({"a": n, "b": 2**60, "c": n}) for n in range(25_000)]
    lines += ['{"a": 0.5, "b": 0.5, "c": "x"}']
    [raw] = readers.read(put(tmp_path, "\n".join(lines).encode()))
    assert raw.rows.schema.field("a").type == pa.float64()
    assert raw.rows.slice(24_999).to_pylist() == [
        {"a": 24_999.0, "b": str(2**60), "c": "24999", ROW: 25_000},
        {"a": 0.5, "b": "0.5", "c": "x", ROW: 25_001},
    ]

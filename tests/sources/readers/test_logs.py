"""Event logs (XES), access logs and BZ2: what comes out, and what is refused in clear words."""

from __future__ import annotations

import bz2
import gzip
from pathlib import Path

import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.sources.contract import ROW, RawTable
from leitstand.sources.readers import LINE, Limits, read

TRACE = b"""<trace><string key="concept:name" value="C1"/>
  <event><string key="concept:name" value=" Ask "/><date key="time:timestamp" value="2024-01-02T03:04:05+01:00"/>
    <string key="cost" value="5"><string key="unit" value="EUR"/></string></event>
  <event><string key="concept:name" value="Answer"/></event><string key="size" value="late"/></trace>"""
XES = b'<?xml version="1.0"?><!-- made by hand --><log><string key="concept:name" value="all"/>%s</log>'
GOOD = b'192.0.2.1 - - [05/Mar/2024:10:00:00 +0100] "GET /a?b=1 HTTP/1.1" 200 5 "-" "Some \\"quoted\\" browser"\n'


def one(tmp_path: Path, content: bytes, limits: Limits | None = None) -> RawTable:
    path = tmp_path / "file.dat"
    path.write_bytes(content)
    (raw,) = read(path, limits or Limits())
    return raw


def test_an_event_log_gives_one_row_per_event_with_what_is_said_about_its_case(tmp_path: Path) -> None:
    outside = b'<event><string key="concept:name" value="Alone"/></event>'
    for packed in (XES % (TRACE + outside), gzip.compress(XES % (TRACE + outside))):
        rows = one(tmp_path, packed).rows
        assert rows[ROW].to_pylist() == [1, 2, 3]
        assert rows["concept:name"].to_pylist() == ["Ask", "Answer", "Alone"]
        assert rows["case:concept:name"].to_pylist() == ["C1", "C1", None]
        assert rows["case:size"].to_pylist() == ["late", "late", None]
        assert rows["cost"].to_pylist() == ["5", None, None]
        assert "unit" not in rows.column_names


def test_prefixes_of_elements_do_not_matter(tmp_path: Path) -> None:
    content = (
        b'<x:log xmlns:x="http://www.xes-standard.org/"><x:trace><x:string key="concept:name" value="C1"/><x:event>'
        b'<x:string key="concept:name" value="Ask"/></x:event></x:trace></x:log>'
    )
    assert one(tmp_path, content).rows["case:concept:name"].to_pylist() == ["C1"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (XES % TRACE[:200], "invalid XML"),
        (b'<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa">]><log>&a;</log>', "not readable"),
        (XES % b"&unknown;", "invalid XML"),
        (XES % (b"<list>" * 100 + b"</list>" * 100), "nested too deeply"),
        (bz2.compress(b"a,b\n1,2\n" * 9_999)[:60], "damaged"),
        (bz2.compress(b"0" * 5_000_000), "times when unpacked"),
        (bz2.compress(gzip.compress(b"a,b\n1,2\n")), "archive inside an archive"),
    ],
    ids=["cut", "doctype", "entity", "deep", "cut bz2", "bomb", "twice packed"],
)
def test_what_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnusableInput, match=words):
        one(tmp_path, content)


def test_huge_cells_of_an_event_are_a_reject(tmp_path: Path) -> None:
    raw = one(tmp_path, XES % TRACE, Limits(cell=8))
    assert [reject.row for reject in raw.rejects] == [1]
    assert raw.rows[ROW].to_pylist() == [2]


def test_bz2_is_read_like_the_file_inside(tmp_path: Path) -> None:
    raw = one(tmp_path, bz2.compress(b"a,b\n1,2\n3,4\n"))
    assert raw.rows["b"].to_pylist() == ["2", "4"]


def test_access_log_lines(tmp_path: Path) -> None:
    cut = GOOD.rstrip(b'"\n') + b"\n"
    raw = one(tmp_path, GOOD * 9 + b"\n# a remark\n" + cut)
    assert raw.rows.num_rows == 9
    row = raw.rows.slice(0, 1).to_pylist()[0]
    assert (row["ip"], row["time"], row["url"]) == ("192.0.2.1", "2024-03-05T10:00:00+0100", "/a?b=1")
    assert (row["referrer"], row["status"], row["host"]) == (None, "200", None)
    (reject,) = raw.rejects
    assert (reject.row, reject.cells[LINE]) == (12, cut.decode().strip())


def test_a_log_may_list_new_fields_on_its_way(tmp_path: Path) -> None:
    raw = one(
        tmp_path,
        b"#Fields: date time c-ip cs-uri-stem sc-status cs(User-Agent)\n2024-03-05 10:00:00 192.0.2.1 /a 200 A+B\n"
        b"#Fields: c-ip date time sc-status cs-uri-stem cs(User-Agent)\n192.0.2.1 2024-03-05 10:00:01 404 /b -\n"
        b"192.0.2.1 2024-03-05 10:00 61 404 /b -\n",
    )
    assert raw.rows["url"].to_pylist() == ["/a", "/b"]
    assert raw.rows["status"].to_pylist() == ["200", "404"]
    assert raw.rows["user_agent"].to_pylist() == ["A B", None]
    assert raw.rows["time"].to_pylist() == ["2024-03-05T10:00:00Z", "2024-03-05T10:00:01Z"]
    assert [reject.row for reject in raw.rejects] == [5]


def test_a_table_is_no_access_log(tmp_path: Path) -> None:
    assert one(tmp_path, b"day;amount\n2024-01-01;5\n2024-01-02;7\n").header == ("day", "amount")

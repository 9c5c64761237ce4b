"""`leitstand report` writes the file that was asked for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call


def test_the_ending_says_which_form(call: Call, tmp_path: Path) -> None:
    for ending, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("pptx", b"PK"), ("html", b"<!DOCTYPE html>")):
        answer = call("report", "monthly", "--period", "2026-09", "--out", str(tmp_path / f"a.{ending}"))
        assert answer.code == 0 and "September 2026: there are no figures" in answer.out
        assert (tmp_path / f"a.{ending}").read_bytes().startswith(start)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("Monthly report September 2026\n====")


def test_a_folder_gets_a_file_named_after_the_report(call: Call, tmp_path: Path) -> None:
    assert (
        call(
            "--lang", "de", "report", "quarterly", "--period", "2026-Q3", "--form", "xlsx", "--out", str(tmp_path)
        ).code
        == 0
    )
    assert (tmp_path / "leitstand-quartalsbericht-q3-2026.xlsx").exists()


def test_the_content_as_json(call: Call) -> None:
    answer = call("report", "cockpit", "--period", "2026-09", "--json")
    assert [one["id"] for one in answer.json["sections"]] == ["summary", "data"]


def test_what_cannot_be_written_is_said(call: Call, tmp_path: Path) -> None:
    answer = call("report", "monthly", "--out", str(tmp_path / "a.doc"))
    assert answer.code == 2 and "does not end in" in answer.err
    answer = call("report", "monthly", "--out", str(tmp_path / "nowhere" / "a.pdf"))
    assert answer.code == 2 and "cannot be written" in answer.err
